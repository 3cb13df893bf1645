//! Projects, clips, resamples and simplifies; knows nothing of maps' contents.
