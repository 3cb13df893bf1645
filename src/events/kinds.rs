//! The kinds of events: one table with symbol, label form, emphasis and the codes of other data sets.

/// What sort of matter a kind belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Armed force against people or places.
    Violence,
    /// Who holds which ground.
    Territory,
    /// Police, courts and crime.
    Order,
    /// Governments and parties.
    Politics,
    /// Protest and riot.
    Unrest,
    /// Help and flight.
    Humanitarian,
    /// Forces of nature.
    Nature,
    /// Accidents and fires.
    Accident,
    /// Words only: kept in data, not drawn.
    Statement,
}

/// A kind of event.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Kind {
    /// Key, as in [`crate::model::event::Event::kind`].
    pub key: &'static str,
    /// Name for legends.
    pub name: &'static str,
    /// Key of the symbol that marks it; kinds may share one.
    pub symbol: &'static str,
    /// Noun phrase for one ("Airstrike").
    pub singular: &'static str,
    /// Noun phrase for several ("Airstrikes"), or for what cannot be counted ("Fighting").
    pub plural: &'static str,
    /// Preposition before a place that the event is aimed at ("on").
    pub target: &'static str,
    /// Weight in order and size of marks, 0 to 1.
    pub emphasis: f32,
    /// What it belongs to.
    pub group: Group,
    /// Event type of ACLED.
    pub acled: &'static str,
    /// Sub-event type of ACLED.
    pub acled_sub: &'static str,
    /// Event class of PLOVER; empty where there is none.
    pub plover: &'static str,
    /// Code of CAMEO; empty where there is none.
    pub cameo: &'static str,
}

impl Kind {
    /// Whether a map shows it.
    #[must_use]
    pub fn is_drawn(&self) -> bool {
        self.group != Group::Statement
    }
}

/// The kind with this key.
#[must_use]
pub fn by_key(key: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|k| k.key == key)
}

macro_rules! kinds {
    ($($key:literal $name:literal $symbol:literal $one:literal $many:literal $target:literal $emphasis:literal $group:ident $acled:literal $sub:literal $plover:literal $cameo:literal)*) => {
        /// All kinds, the most specific of a group first.
        pub static KINDS: &[Kind] = &[$(Kind {
            key: $key, name: $name, symbol: $symbol, singular: $one, plural: $many, target: $target,
            emphasis: $emphasis, group: Group::$group, acled: $acled, acled_sub: $sub, plover: $plover, cameo: $cameo,
        }),*];
    };
}

kinds! {
    "airstrike" "Airstrike" "airstrike" "Airstrike" "Airstrikes" "on" 0.95 Violence "Explosions/Remote violence" "Air/drone strike" "FIGHT" "195"
    "shelling" "Shelling or missile attack" "shelling" "Shelling" "Shelling" "of" 0.9 Violence "Explosions/Remote violence" "Shelling/artillery/missile attack" "FIGHT" "194"
    "suicide-bombing" "Suicide bombing" "bombing" "Suicide bombing" "Suicide bombings" "in" 0.95 Violence "Explosions/Remote violence" "Suicide bomb" "ASSAULT" "1831"
    "chemical-attack" "Chemical attack" "attack" "Chemical attack" "Chemical attacks" "on" 0.95 Violence "Explosions/Remote violence" "Chemical weapon" "FIGHT" "2041"
    "grenade-attack" "Grenade attack" "bombing" "Grenade attack" "Grenade attacks" "on" 0.8 Violence "Explosions/Remote violence" "Grenade" "ASSAULT" "183"
    "bombing" "Bombing" "bombing" "Bombing" "Bombings" "of" 0.9 Violence "Explosions/Remote violence" "Remote explosive/landmine/IED" "ASSAULT" "183"
    "war" "War or invasion" "clash" "War" "Wars" "of" 0.9 Violence "Battles" "Armed clash" "FIGHT" "190"
    "clash" "Fighting" "clash" "Fighting" "Fighting" "in" 0.9 Violence "Battles" "Armed clash" "FIGHT" "193"
    "shooting" "Shooting" "attack" "Shooting" "Shootings" "at" 0.85 Violence "Violence against civilians" "Attack" "ASSAULT" "180"
    "attack" "Attack" "attack" "Attack" "Attacks" "on" 0.85 Violence "Violence against civilians" "Attack" "ASSAULT" "180"
    "sexual-violence" "Sexual violence" "attack" "Sexual violence" "Sexual violence" "in" 0.7 Violence "Violence against civilians" "Sexual violence" "ASSAULT" "1821"
    "killing" "Killing" "attack" "Killing" "Killings" "in" 0.8 Violence "Violence against civilians" "Attack" "ASSAULT" "1823"
    "abduction" "Abduction" "abduction" "Abduction" "Abductions" "in" 0.75 Violence "Violence against civilians" "Abduction/forced disappearance" "ASSAULT" "181"
    "capture" "Capture of territory" "capture" "Capture" "Captures" "of" 0.85 Territory "Battles" "Government regains territory" "FIGHT" "192"
    "withdrawal" "Withdrawal or surrender" "movement" "Withdrawal" "Withdrawals" "from" 0.7 Territory "Strategic developments" "Non-violent transfer of territory" "RETREAT" "0874"
    "deployment" "Troop movement" "movement" "Troop movement" "Troop movements" "to" 0.65 Territory "Strategic developments" "Change to group/activity" "MOBILIZE" "154"
    "base" "Base or post set up" "base" "New base" "New bases" "in" 0.5 Territory "Strategic developments" "Headquarters or base established" "MOBILIZE" "154"
    "exercise" "Military exercise" "movement" "Military exercise" "Military exercises" "in" 0.5 Territory "Strategic developments" "Change to group/activity" "COOPERATE" "062"
    "weapons-seizure" "Weapons seized" "arrest" "Weapons seizure" "Weapons seizures" "in" 0.65 Order "Strategic developments" "Disrupted weapons use" "COERCE" "1711"
    "arrest" "Arrest" "arrest" "Arrests" "Arrests" "in" 0.7 Order "Strategic developments" "Arrests" "COERCE" "173"
    "trial" "Trial or verdict" "trial" "Trial" "Trials" "in" 0.45 Order "Strategic developments" "Other" "COERCE" "173"
    "crime" "Crime" "attack" "Crime" "Crimes" "in" 0.6 Order "Strategic developments" "Other" "" ""
    "destruction" "Destruction of property" "fire" "Destruction" "Destruction" "of" 0.75 Order "Strategic developments" "Looting/property destruction" "COERCE" "171"
    "curfew" "Curfew or emergency" "curfew" "Curfew" "Curfews" "in" 0.5 Order "Strategic developments" "Other" "COERCE" "1724"
    "coup" "Coup" "power" "Coup" "Coups" "in" 0.9 Politics "Strategic developments" "Other" "ASSAULT" "185"
    "ceasefire" "Ceasefire" "agreement" "Ceasefire" "Ceasefires" "in" 0.9 Politics "Strategic developments" "Agreement" "AGREE" "0871"
    "agreement" "Agreement" "agreement" "Agreement" "Agreements" "on" 0.6 Politics "Strategic developments" "Agreement" "AGREE" "057"
    "talks" "Talks" "talks" "Talks" "Talks" "in" 0.6 Politics "Strategic developments" "Other" "CONSULT" "036"
    "visit" "Visit" "visit" "Visit" "Visits" "to" 0.6 Politics "Strategic developments" "Other" "CONSULT" "042"
    "embassy" "Embassy opened or closed" "embassy" "Embassy opening" "Embassy openings" "in" 0.65 Politics "Strategic developments" "Other" "SUPPORT" "054"
    "election" "Election" "election" "Election" "Elections" "in" 0.65 Politics "Strategic developments" "Other" "" ""
    "sanction" "Sanction" "sanction" "Sanctions" "Sanctions" "against" 0.45 Politics "Strategic developments" "Other" "SANCTION" "163"
    "independence" "Independence" "power" "Independence" "Independence" "of" 0.5 Politics "Strategic developments" "Other" "" ""
    "crackdown" "Force against protesters" "protest" "Crackdown" "Crackdowns" "in" 0.8 Unrest "Protests" "Excessive force against protesters" "COERCE" "175"
    "dispersal" "Protest broken up" "protest" "Protest broken up" "Protests broken up" "in" 0.65 Unrest "Protests" "Protest with intervention" "COERCE" "175"
    "labor-strike" "Labor strike" "protest" "Strike" "Strikes" "in" 0.55 Unrest "Protests" "Peaceful protest" "PROTEST" "143"
    "riot" "Riot" "riot" "Riot" "Riots" "in" 0.75 Unrest "Riots" "Violent demonstration" "PROTEST" "145"
    "mob" "Mob violence" "riot" "Mob violence" "Mob violence" "in" 0.7 Unrest "Riots" "Mob violence" "ASSAULT" "145"
    "protest" "Protest" "protest" "Protest" "Protests" "in" 0.65 Unrest "Protests" "Peaceful protest" "PROTEST" "141"
    "expulsion" "Deportation or expulsion" "movement" "Expulsion" "Expulsions" "from" 0.7 Humanitarian "Strategic developments" "Other" "COERCE" "174"
    "displacement" "Displacement" "movement" "Displacement" "Displacement" "from" 0.75 Humanitarian "Strategic developments" "Other" "" ""
    "evacuation" "Evacuation" "movement" "Evacuation" "Evacuations" "of" 0.6 Humanitarian "Strategic developments" "Other" "" ""
    "aid" "Aid" "aid" "Aid" "Aid" "to" 0.55 Humanitarian "Strategic developments" "Other" "AID" "073"
    "earthquake" "Earthquake" "earthquake" "Earthquake" "Earthquakes" "in" 0.95 Nature "" "Earthquake" "" ""
    "eruption" "Eruption" "eruption" "Eruption" "Eruptions" "of" 0.9 Nature "" "Volcanic eruption" "" ""
    "flood" "Flood" "flood" "Flooding" "Floods" "in" 0.85 Nature "" "Flood" "" ""
    "storm" "Storm" "storm" "Storm" "Storms" "in" 0.85 Nature "" "Storm" "" ""
    "landslide" "Landslide or avalanche" "landslide" "Landslide" "Landslides" "in" 0.8 Nature "" "Landslide" "" ""
    "wildfire" "Wildfire" "fire" "Wildfire" "Wildfires" "in" 0.85 Nature "" "Wildfire" "" ""
    "drought" "Drought or famine" "drought" "Drought" "Droughts" "in" 0.7 Nature "" "Drought" "" ""
    "epidemic" "Epidemic" "epidemic" "Outbreak" "Outbreaks" "in" 0.8 Nature "" "Epidemic" "" ""
    "accident" "Accident" "accident" "Accident" "Accidents" "in" 0.8 Accident "" "Accident" "" ""
    "explosion" "Fire or explosion" "fire" "Explosion" "Explosions" "in" 0.75 Accident "" "Explosion or fire" "" ""
    "test" "Launch or test" "launch" "Launch" "Launches" "from" 0.6 Territory "Strategic developments" "Other" "MOBILIZE" "155"
    "threat" "Threat" "statement" "Threat" "Threats" "to" 0.2 Statement "Strategic developments" "Other" "THREATEN" "130"
    "demand" "Demand or appeal" "statement" "Demand" "Demands" "to" 0.2 Statement "Strategic developments" "Other" "DEMAND" "100"
    "refusal" "Refusal" "statement" "Refusal" "Refusals" "in" 0.2 Statement "Strategic developments" "Other" "REJECT" "120"
    "accusation" "Accusation" "statement" "Accusation" "Accusations" "against" 0.2 Statement "Strategic developments" "Other" "DISAPPROVE" "112"
    "criticism" "Criticism" "statement" "Criticism" "Criticism" "of" 0.2 Statement "Strategic developments" "Other" "DISAPPROVE" "111"
    "support" "Support" "statement" "Support" "Support" "for" 0.2 Statement "Strategic developments" "Other" "SUPPORT" "051"
    "concession" "Concession" "statement" "Concession" "Concessions" "in" 0.25 Statement "Strategic developments" "Other" "CONCEDE" "080"
    "investigation" "Investigation" "statement" "Investigation" "Investigations" "in" 0.25 Statement "Strategic developments" "Other" "INVESTIGATE" "090"
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{KINDS, by_key};

    #[test]
    fn keys_are_unique_and_found() {
        let keys: BTreeSet<_> = KINDS.iter().map(|k| k.key).collect();
        assert_eq!(keys.len(), KINDS.len());
        assert_eq!(by_key("airstrike").map(|k| k.plural), Some("Airstrikes"));
        assert!(by_key("strike").is_none());
    }

    #[test]
    fn emphasis_is_a_share() {
        assert!(KINDS.iter().all(|k| (0.0..=1.0).contains(&k.emphasis)));
        assert!(KINDS.iter().filter(|k| !k.is_drawn()).all(|k| k.emphasis < 0.3));
    }
}
