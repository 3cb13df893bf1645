//! The disputed areas lie where they should: known places inside and just outside each, and every row has a source.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use dateline::geodata::disputes::{self, is_code};
use geo::{Contains, MultiPolygon, Point};
use serde_json::Value;

/// A name, degrees east, degrees north.
type Place = (&'static str, f64, f64);

/// Part, places inside (GeoNames' or well known), places outside near by.
#[rustfmt::skip]
const PLACES: &[(&str, &[Place], &[Place])] = &[
    ("kashmir/jammu-and-kashmir", &[("Srinagar", 74.8056, 34.0857), ("Jammu", 74.8617, 32.7353), ("Bāramūla", 74.3429, 34.209), ("Anantnag", 75.1542, 33.7307)], &[("Sialkot", 74.5313, 32.4927), ("Muzaffarābād", 73.4708, 34.37), ("Gujrat", 74.0754, 32.5742)]),
    ("kashmir/ladakh", &[("Leh", 77.584, 34.165), ("Padam", 76.8849, 33.4666), ("Kargil", 76.1262, 34.5577), ("Choglamsar", 77.5879, 34.1116)], &[("Pāmpur", 74.919, 34.0152), ("Kishtwār", 75.7673, 33.3135), ("Trāl", 75.1159, 33.9271)]),
    ("kashmir/azad-kashmir", &[("Muzaffarābād", 73.4708, 34.37), ("Dhirkot", 73.5769, 34.0392), ("New Mirpur City", 73.7519, 33.1478), ("Rawalakot", 73.7604, 33.8578)], &[("Abbottabad", 73.2117, 34.1463), ("Gujrat", 74.0754, 32.5742), ("Jhelum", 73.731, 32.9345)]),
    ("kashmir/gilgit-baltistan", &[("Skardu", 75.6337, 35.2979), ("Gilgit", 74.3125, 35.9187), ("Jaglot", 74.6241, 35.6884), ("Karimabad", 74.6614, 36.3269)], &[("Sopur", 74.4723, 34.2867), ("Buni", 72.2593, 36.2733), ("Bandipura", 74.6431, 34.4173)]),
    ("kashmir/siachen", &[("Siachen base camp", 77.2, 35.19), ("K12", 77.022, 35.296), ("Bilafond La", 76.95, 35.38)], &[("Thang", 76.7934, 34.9274), ("Khapalu", 76.336, 35.165), ("Diskit", 77.552, 34.54)]),
    ("kashmir/aksai-chin", &[("Lake Aksai Chin", 79.8296, 35.227), ("Aksai Chin Lake", 79.83, 35.21), ("Tianshuihai", 79.55, 35.35), ("Lingzi Tang", 79.3, 35.0)], &[("Lake Pangong Tso", 78.7102, 33.8245), ("Leh", 77.584, 34.165), ("Choglamsar", 77.5879, 34.1116)]),
    ("kashmir/shaksgam", &[("K2", 76.51, 35.88), ("Shaksgam River at the Sarpo Laggo", 76.35, 36.05), ("Skyang Kangri north face", 76.6, 35.98), ("Gasherbrum glaciers", 76.85, 35.8)], &[("Skardu", 75.6337, 35.2979), ("Yougu", 76.1588, 35.1843), ("Shigar", 75.7391, 35.4238)]),
    ("arunachal-pradesh/state", &[("Itanagar", 93.6099, 27.0869), ("Naharlagun", 93.6952, 27.1047), ("Pāsighāt", 95.3268, 28.0663), ("Jining", 94.8539, 28.2163)], &[("Guwahati", 91.7458, 26.1844), ("Nyingchi", 94.3551, 29.6489), ("Dibrugarh", 94.9084, 27.4799)]),
    ("india-china-middle-sector/demchok", &[("Demchok", 79.45, 32.7), ("Fukche", 79.21, 32.95), ("Hanle plain east", 79.35, 32.9), ("Dungti", 79.17, 33.14)], &[("Rutog", 79.6392, 33.4184), ("Ritu", 79.7298, 33.3842), ("Hanle", 78.98, 32.78)]),
    ("india-china-middle-sector/kaurik", &[("Sumdo", 78.6, 32.06)], &[("Nako", 78.63, 31.88), ("Tabo", 78.38, 32.09)]),
    ("india-china-middle-sector/nelang", &[("Nelang", 79.0, 31.1), ("Jadhang", 79.13, 31.21), ("Jadung", 79.15, 31.2), ("Sumdo (Jadh Ganga)", 79.12, 31.2)], &[("Gangotri", 78.9432, 30.9959), ("Harsil", 78.74, 31.04)]),
    ("india-china-middle-sector/barahoti", &[("Barahoti", 79.97, 30.82), ("Bara Hoti plain", 79.98, 30.83), ("Lapthal", 80.12, 30.72), ("Sangcha Malla", 80.15, 30.7)], &[("Malari", 79.89, 30.69), ("Milam", 80.15, 30.43), ("Niti", 79.85, 30.77)]),
    ("kalapani/limpiyadhura", &[("Kuti", 80.77, 30.31), ("Jolingkong", 80.66, 30.36), ("Kalapani", 80.9, 30.215), ("Nabidhang", 80.99, 30.235)], &[("Ali Pulan Airport", 81.138, 30.391), ("Garbyang", 80.85, 30.12), ("Munsiyari", 80.24, 30.07)]),
    ("crimea/crimea", &[("Simferopol", 34.1108, 44.9572), ("Kerch", 36.4754, 45.3568), ("Yevpatoriya", 33.3665, 45.2009), ("Yalta", 34.1662, 44.5022)], &[("Sevastopol", 33.5213, 44.608), ("Sevastapol", 33.465, 44.6), ("Henichesk", 34.8086, 46.1682)]),
    ("crimea/sevastopol", &[("Sevastopol", 33.5213, 44.608), ("Sevastapol", 33.465, 44.6), ("Balaklava", 33.5994, 44.5112), ("Komyshova Bukhta", 33.441, 44.5844)], &[("Vilino", 33.6716, 44.8456), ("Uglovoye", 33.6045, 44.8215), ("Rodnykove", 33.8519, 44.4645)]),
    ("ukraine-oblasts/luhansk", &[("Luhansk", 39.3055, 48.5681), ("Verhunskyi", 39.3716, 48.5857), ("Vilkhivskyi", 39.282, 48.5433), ("Lysychansk", 38.4209, 48.9121)], &[("Horlivka", 38.0171, 48.2999), ("Tsentralno-Miskyi", 38.0317, 48.3024), ("Kindrativskyi", 38.0548, 48.3028)]),
    ("ukraine-oblasts/donetsk", &[("Donetsk", 37.8022, 48.023), ("Mariupol", 37.5413, 47.0951), ("Horlivka", 38.0171, 48.2999), ("Makiyivka", 37.9258, 48.0478)], &[("Lysychansk", 38.4209, 48.9121), ("Berdyansk", 36.7882, 46.7558), ("Alchevsk", 38.7974, 48.4691)]),
    ("ukraine-oblasts/zaporizhzhia", &[("Zaporizhzhya", 35.1171, 47.8517), ("Melitopol", 35.382, 46.8474), ("Berdyansk", 36.7882, 46.7558), ("Enerhodar", 34.662, 47.4905)], &[("Dnipro", 35.0407, 48.4666), ("Mariupol", 37.5413, 47.0951), ("Tsentralnyi", 37.5484, 47.0983)]),
    ("ukraine-oblasts/kherson", &[("Nova Kakhovka", 33.3559, 46.7597), ("Kakhovka", 33.4786, 46.816), ("Oleshky", 32.7243, 46.6255), ("Henichesk", 34.8086, 46.1682)], &[("Kryvyy Rih", 33.394, 47.9057), ("Mykolayiv", 31.993, 46.9763), ("Melitopol", 35.382, 46.8474)]),
    ("transnistria/transnistria", &[("Tiraspol", 29.6284, 46.8428), ("Rîbniţa", 29.01, 47.7682), ("Dubăsari", 29.1667, 47.2656), ("Slobozia", 29.7045, 46.7293)], &[("Chisinau", 28.8594, 47.009), ("Bender", 29.4767, 46.8316), ("Soroca", 28.2849, 48.1566)]),
    ("abkhazia/abkhazia", &[("Sokhumi", 40.9893, 43.007), ("Stantsiya Novyy Afon", 40.8383, 43.0806), ("Gagra", 40.2712, 43.2786), ("Gudauta", 40.6225, 43.1019)], &[("Sochi", 39.7248, 43.597), ("Adler", 39.9239, 43.429), ("Poti", 41.6738, 42.1427)]),
    ("south-ossetia/south-ossetia", &[("Ts’khinvali", 43.9686, 42.2276), ("Akhalgori", 44.4831, 42.1243), ("Khet’agurovi", 43.8926, 42.2083), ("Znaur", 43.7736, 42.1943)], &[("Gori", 44.1129, 41.9853), ("Khashuri", 43.5991, 41.9973), ("Kaspi", 44.4236, 41.9278)]),
    ("nagorno-karabakh/oblast", &[("Khankendi", 46.7528, 39.8177), ("Shusha", 46.7499, 39.7601), ("Martakert", 46.8214, 40.2113), ("Khojaly", 46.7921, 39.9136)], &[("Aghdam", 46.9274, 39.991), ("Fuzuli", 47.1453, 39.6009), ("Jabrayil", 47.0284, 39.3992)]),
    ("northern-cyprus/north", &[("Nicosia", 33.354, 35.1728), ("Famagusta", 33.9414, 35.1249), ("Kyrenia", 33.3173, 35.3363), ("Mórfou", 32.9934, 35.1987)], &[("Larnaca", 33.6279, 34.9221), ("Stróvolos", 33.3338, 35.1487), ("Káto Lakatámeia", 33.3254, 35.1176)]),
    ("northern-cyprus/buffer-zone", &[("Stróvolos", 33.3338, 35.1487), ("Derýneia", 33.9608, 35.0648), ("Athíenou", 33.5417, 35.0618), ("Akáki", 33.1287, 35.1334)], &[("Larnaca", 33.6279, 34.9221), ("Famagusta", 33.9414, 35.1249), ("Káto Lakatámeia", 33.3254, 35.1176)]),
    ("golan/golan", &[("Katzrin", 35.6914, 32.9919), ("Buq‘ātā", 35.7792, 33.2011), ("Ghajar", 35.6233, 33.2709), ("‘Ein Qunīya", 35.7311, 33.2378)], &[("Al Qunayţirah", 35.8246, 33.126), ("Qiryat Shmona", 35.5704, 33.212), ("H̱atsor HaGlilit", 35.5449, 32.9823)]),
    ("shebaa/shebaa", &[("Shebaa Farms", 35.69, 33.31), ("Zebdine", 35.67, 33.29)], &[("Qiryat Shmona", 35.5704, 33.212), ("Majdal Shams", 35.7716, 33.2703), ("Kfar Kila", 35.552, 33.2773)]),
    ("palestine/west-bank", &[("Hebron", 35.0938, 31.5294), ("Nablus", 35.2544, 32.2211), ("Modiin Ilit", 35.0442, 31.9322), ("Battir", 35.1167, 31.7)], &[("Jerusalem", 35.2163, 31.769), ("East Jerusalem", 35.2339, 31.7834), ("West Jerusalem", 35.2196, 31.782)]),
    ("palestine/gaza", &[("Gaza", 34.4667, 31.5016), ("Khān Yūnis", 34.3063, 31.3402), ("Jabālyā", 34.4835, 31.5272), ("Rafaḩ", 34.2436, 31.2972)], &[("Sderot", 34.5969, 31.525), ("Khuzā‘ah", 34.3611, 31.3068), ("Kerem Shalom crossing", 34.2846, 31.2287)]),
    ("palestine/east-jerusalem", &[("East Jerusalem", 35.2339, 31.7834), ("Old City", 35.2342, 31.7767), ("Shu‘fāţ", 35.2275, 31.8165), ("Bayt Ḩanīnā", 35.2254, 31.83)], &[("Jerusalem", 35.2163, 31.769), ("West Jerusalem", 35.2196, 31.782), ("Battir", 35.1167, 31.7)]),
    ("western-sahara/west-of-berm", &[("Laayoune", -13.188, 27.1418), ("Dakhla", -15.958, 23.6848), ("Ad Dakhla", -15.9368, 23.7141), ("Smara", -11.6719, 26.7384)], &[("Nouadhibou", -17.0384, 20.9419), ("Tan-Tan", -11.1032, 28.438), ("Tindouf", -8.1474, 27.6711)]),
    ("western-sahara/east-of-berm", &[("Meharrize", -11.0693, 26.1476), ("Amgala", -11.1355, 26.2873), ("La Güera", -17.0899, 20.8323), ("Tifariti", -10.5589, 26.1579)], &[("Nouadhibou", -17.0384, 20.9419), ("Zouérat", -12.4713, 22.7354), ("Smara", -11.6719, 26.7384)]),
    ("kosovo/kosovo", &[("Pristina", 21.1669, 42.6727), ("Prizren", 20.7397, 42.2139), ("Mitrovicë", 20.8667, 42.8833), ("Gjakovë", 20.4308, 42.3803)], &[("Skopje", 21.4314, 41.9965), ("Tetovo", 20.9714, 42.0099), ("Novi Pazar", 20.5122, 43.1367)]),
    ("somaliland/somaliland", &[("Borama", 43.1828, 9.9361), ("Hargeysa", 44.065, 9.56), ("Berbera", 45.0143, 10.4396), ("Ruqi", 43.4276, 9.9729)], &[("Djibouti", 43.145, 11.589), ("Balbala", 43.1067, 11.5619), ("Jijiga", 42.8, 9.35)]),
    ("abyei/abyei", &[("Abyei", 28.4349, 9.5953), ("Diffra", 28.3, 9.9), ("Agok", 28.57, 9.36), ("Todach", 28.6, 9.7)], &[("Muglad", 27.74, 11.03), ("Aweil", 27.4, 8.77), ("Turalei", 28.43, 9.09)]),
    ("kafia-kingi/kafia-kingi", &[("Kafia Kingi", 24.417, 9.2735), ("Hofrat en Nahas", 24.32, 9.75), ("Radom", 24.7, 9.85)], &[("Umm Dafog", 23.3175, 10.4634), ("Raga", 25.68, 8.47), ("Umm Dafuq", 23.3, 10.45)]),
    ("halaib/halaib", &[("Hala'ib", 36.6468, 22.2227), ("Shalateen", 35.5909, 23.1324), ("Shalātīn", 35.5982, 23.1391), ("Abu Ramad", 36.41, 22.4)], &[("Berenice", 35.48, 23.94), ("Muhammad Qol", 37.15, 20.9), ("Wadi Halfa", 31.35, 21.8)]),
    ("bir-tawil/bir-tawil", &[("Jabal Tawil", 33.75, 21.88), ("Jabal Bartazuga", 33.6, 21.75), ("Bir Tawil", 33.73, 21.87)], &[("Wadi Halfa", 31.35, 21.8), ("Abu Hamad", 33.32, 19.53), ("Aswan", 32.9, 24.09)]),
    ("ilemi/ilemi", &[("Kokuro", 35.2, 4.75), ("Lokwanamoru Range", 34.95, 4.75)], &[("Lokichogio", 34.36, 4.2), ("Lodwar", 35.6, 3.12), ("Kapoeta", 33.59, 4.77)]),
    ("badme/badme", &[("Badme", 37.8031, 14.7275), ("Badme plain", 37.65, 14.6), ("Setit bend", 37.57, 14.3)], &[("Sheraro", 37.934, 14.4008), ("Barentu", 37.59, 15.11), ("Shambuko", 37.83, 14.97)]),
    ("korean-dmz/dmz", &[("Haean", 128.1377, 38.2863), ("Panmunjom", 126.677, 37.956), ("Daeseong-dong", 126.677, 37.94), ("Kijong-dong", 126.655, 37.945)], &[("Goyang-si", 126.835, 37.6564), ("Kaesŏng", 126.5544, 37.9708), ("Gimpo-si", 126.7142, 37.6236)]),
    ("taiwan/taiwan", &[("Taipei", 121.5264, 25.0531), ("New Taipei City", 121.457, 25.062), ("Taichung", 120.6839, 24.1469), ("Kaohsiung", 120.3133, 22.6163)], &[("Xiamen", 118.0819, 24.4798), ("Quanzhou", 118.5858, 24.9139), ("Jinjiang", 118.5742, 24.8198)]),
    ("kuril/southern-kurils", &[("Yuzhno-Kurilsk", 145.8615, 44.0273), ("Otrada", 145.8645, 44.0683), ("Shikotan", 146.7216, 43.7992), ("Mendeleyevo Airport", 145.683, 43.9584)], &[("Nemuro", 145.575, 43.3236), ("Nakashibetsu", 144.9718, 43.5485), ("Shibetsu", 145.132, 43.659)]),
    ("spratly/islands", &[], &[("Puerto Princesa", 118.74, 9.74), ("Kota Kinabalu", 116.07, 5.98)]),
    ("spratly/reefs", &[("Fiery Cross Reef", 112.89, 9.549), ("Subi Reef", 114.083, 10.924), ("Mischief Reef", 115.533, 9.903), ("Second Thomas Shoal", 115.865, 9.733)], &[("Jose Rizal", 117.5042, 8.8772), ("Puerto Princesa", 118.74, 9.74), ("Kota Kinabalu", 116.07, 5.98)]),
    ("paracel/islands", &[], &[("Hoàng Sa", 112.3387, 16.8352), ("Sansha", 112.3406, 16.8391), ("Sanya", 109.5, 18.25)]),
    ("paracel/reefs", &[("Hoàng Sa", 112.7254, 16.6666), ("Sansha", 112.3406, 16.8391), ("Woody Island", 112.34, 16.835), ("Lincoln Island", 112.73, 16.66)], &[("Sanya", 109.5, 18.25), ("Da Nang", 108.22, 16.07)]),
    ("scarborough/shoal", &[("Scarborough Shoal", 117.78, 15.17)], &[("Masinloc", 119.95, 15.54), ("Manila", 120.98, 14.6)]),
    ("senkaku/islands", &[("Uotsuri", 123.476, 25.744), ("Kuba", 123.682, 25.929), ("Taisho", 124.559, 25.923)], &[("Ishigaki", 124.16, 24.34), ("Yonaguni", 122.99, 24.46)]),
    ("liancourt/rocks", &[("Dongdo", 131.869, 37.239), ("Seodo", 131.865, 37.242)], &[("Ulleungdo", 130.87, 37.5), ("Oki Islands", 133.2, 36.2)]),
    ("falklands/falklands", &[("Stanley", -57.857, -51.6938), ("Fox Bay", -60.087, -51.9506), ("Mount Pleasant Airport", -58.4472, -51.8228), ("Stanley Airport", -57.7776, -51.6857)], &[("Río Gallegos", -69.22, -51.62), ("Ushuaia", -68.3, -54.8)]),
    ("falklands/south-georgia", &[("Grytviken", -36.5092, -54.2811), ("Mount Paget", -36.53, -54.44), ("Zavodovski Island", -27.57, -56.3), ("Montagu Island", -26.33, -58.42)], &[("Stanley", -57.86, -51.7), ("Bouvet Island", 3.36, -54.42)]),
    ("gibraltar/gibraltar", &[("Town Area", -5.3489, 36.1219), ("Upper Town", -5.3515, 36.1356), ("Sandpits", -5.3562, 36.1397), ("Catalan Bay", -5.3416, 36.1396)], &[("La Línea de la Concepción", -5.3478, 36.1681), ("San Roque", -5.3845, 36.2098), ("Gibraltar Airport", -5.3497, 36.1512)]),
    ("ceuta-melilla/ceuta", &[("Ceuta", -5.3204, 35.8892), ("Principe", -5.347, 35.8792), ("Benzú", -5.3729, 35.9165)], &[("Fnidek", -5.3575, 35.8491), ("Fnideq", -5.36, 35.85), ("Tangier", -5.8, 35.77)]),
    ("ceuta-melilla/melilla", &[("Melilla", -2.9383, 35.2937), ("Melilla Airport", -2.9563, 35.2798), ("Melilla la Vieja", -2.934, 35.2935), ("Rostrogordo", -2.948, 35.317)], &[("Beni Enzar", -2.93, 35.26), ("Had Beni Chiker", -3.0145, 35.2765), ("Nador", -2.9335, 35.1681)]),
    ("guayana-esequiba/essequibo", &[("Anna Regina", -58.4827, 7.2656), ("Bartica", -58.6233, 6.4054), ("Mabaruma", -59.7812, 8.2038), ("Mahdia", -59.1498, 5.2847)], &[("Boa Vista", -60.6733, 2.8197), ("Georgetown", -58.1553, 6.8045), ("New Amsterdam", -57.5158, 6.2492)]),
    ("tigri/tigri", &[("Tigri airfield", -57.6, 2.3), ("Camp Jaguar", -57.7, 2.4), ("Courantyne at the New River triangle", -56.8095, 2.1959)], &[("Kwakwani", -58.07, 5.27), ("Orealla", -57.33, 5.3), ("Apoteri", -58.55, 4.03)]),
    ("marouini/marouini", &[("upper Maroni", -54.2, 2.7), ("Litani east bank", -54.3, 2.3), ("Marouini River", -54.1, 3.0)], &[("Maripasoula", -54.03, 3.64), ("Camopi", -52.33, 3.17), ("Saül", -53.21, 3.62)]),
    ("belize/south", &[("Dangriga", -88.2331, 16.9697), ("Punta Gorda", -88.8097, 16.0984), ("Bella Vista", -88.5317, 16.5095), ("Independence and Mango Creek", -88.4188, 16.5344)], &[("San Luis", -89.4403, 16.1989), ("Belize City", -88.1976, 17.4995), ("Lívingston", -88.7504, 15.8283)]),
    ("southern-patagonian-ice-field/ice-field", &[("Cordón Mariano Moreno", -73.3, -49.35), ("Viedma Glacier, upper basin", -73.3, -49.45), ("Upsala Glacier, upper basin", -73.3, -49.7)], &[("El Chaltén", -72.89, -49.33), ("Villa O'Higgins", -72.57, -48.47)]),
    ("isla-brasilera/island", &[], &[("Monte Caseros", -57.6354, -30.2518), ("Bella Unión", -57.5992, -30.2597), ("Barra do Quaraí", -57.5547, -30.2072)]),
    ("bhutan-china/doklam", &[("Doklam plateau", 88.99, 27.29), ("Torsa ford", 88.95, 27.28), ("Jampheri ridge", 88.97, 27.255)], &[("Xarsingma", 88.953, 27.494), ("Nathang", 88.83, 27.3), ("Yadong", 88.91, 27.49)]),
    ("bhutan-china/west", &[("Sinchulumpa", 89.08, 27.58), ("Dramana", 89.02, 27.53)], &[("Xarsingma", 88.953, 27.494), ("Pagri", 89.1667, 27.75), ("Ha", 89.2807, 27.3875)]),
    ("bhutan-china/north", &[("Pasamlung", 90.4, 28.15), ("Jakarlung", 90.2, 28.2)], &[("Laya", 89.6826, 28.0613), ("Nieru", 89.8504, 28.5252), ("Gasa", 89.7269, 27.9037)]),
    ("abu-musa/abu-musa", &[("Abū Mūsá", 55.0236, 25.867), ("Abumusa Island Airport", 55.033, 25.8757), ("Abu Musa town", 55.02, 25.88)], &[("Sharjah", 55.39, 25.35), ("Sirri Island", 54.54, 25.9)]),
    ("abu-musa/greater-tunb", &[("Tunb-e Bozorg", 55.3192, 26.2634), ("Greater Tunb", 55.303, 26.264)], &[("Qeshm", 56.27, 26.96), ("Bandar Lengeh", 54.88, 26.56)]),
    ("abu-musa/lesser-tunb", &[("Lesser Tunb", 55.142, 26.24)], &[("Greater Tunb", 55.303, 26.264), ("Bandar Lengeh", 54.88, 26.56)]),
    ("chagos/chagos", &[("Seabreeze village", 72.3809, -7.2875), ("Diego Garcia", 72.41, -7.31)], &[("Downtown", 72.3768, -7.2623), ("Malé", 73.51, 4.17), ("Gan", 73.15, -0.69)]),
    ("mayotte/mayotte", &[("Koungou", 45.2042, -12.7336), ("Labattoir", 45.2823, -12.777), ("Majikavo Koropa", 45.2206, -12.747), ("Pamandzi", 45.2794, -12.7967)], &[("Mamoudzou", 45.2288, -12.7823), ("Dzaoudzi", 45.2569, -12.7834), ("Kavani", 45.223, -12.7845)]),
    ("scattered-islands/islands", &[("Juan de Nova", 42.745, -17.064), ("Europa", 40.36, -22.36)], &[("Maintirano", 44.0295, -18.0635), ("Besalampy", 44.4833, -16.75), ("Tambohorano Airport", 43.9728, -17.4761)]),
    ("thai-cambodian-temples/preah-vihear", &[("Temple of Preah Vihear", 104.68, 14.391), ("Wat Keo Sikha Kiri Svara", 104.672, 14.388), ("Pha Mo I Daeng", 104.69, 14.4)], &[("Kantharalak", 104.65, 14.64), ("Choam Khsant", 104.94, 14.22)]),
    ("thai-cambodian-temples/ta-moan", &[("Ta Moan Thom", 103.266, 14.349)], &[("Phanom Dong Rak", 103.3051, 14.4458), ("Banteay Ampil", 103.1295, 14.2366), ("Ban Kruat", 103.0997, 14.4231)]),
    ("thai-cambodian-temples/ta-krabei", &[("Ta Krabei", 103.383, 14.349)], &[("Samraong", 103.5176, 14.1818), ("Phanom Dong Rak", 103.3051, 14.4458)]),
    ("thai-cambodian-temples/emerald-triangle", &[("Mom Bei", 105.1, 14.25)], &[("Tuek Kraham", 104.9469, 14.215), ("Nam Yuen", 105.0, 14.49), ("Choam Khsant", 104.94, 14.22)]),
    ("olivenza/olivenza", &[("Olivenza", -7.1005, 38.6827), ("Valverde de Leganés", -6.9804, 38.6706), ("Alconchel", -7.0716, 38.5165), ("Cheles", -7.2818, 38.5123)], &[("Elvas", -7.1628, 38.8815), ("Villanueva del Fresno", -7.1675, 38.376), ("Mourão", -7.3419, 38.3836)]),
    ("guantanamo/base", &[("Naval Station Guantanamo Bay", -75.1439, 19.9158), ("Guantanamo Bay", -75.15, 19.9), ("Guantanamo Bay Naval Base", -75.137, 19.903), ("Leeward Point Field", -75.2071, 19.9065)], &[("Mariana Grajales Airport", -75.1583, 20.0853), ("Santiago de Cuba", -75.82, 20.02), ("Guantánamo", -75.21, 20.14)]),
    ("baikonur/baikonur", &[("Baikonur", 63.3167, 45.6167), ("Tyuratam", 63.3116, 45.6501), ("Krainiy Airport", 63.215, 45.622)], &[("Zhosaly", 64.0781, 45.4878), ("Kyzylorda", 65.51, 44.85)]),
    ("navassa/navassa", &[("Navassa", -75.012, 18.402)], &[("Jérémie", -74.12, 18.65), ("Port Antonio", -76.45, 18.18)]),
    ("bajo-nuevo/bajo-nuevo", &[], &[("Kingston", -76.79, 17.97), ("San Andrés", -81.7, 12.58)]),
    ("bajo-nuevo/serranilla", &[], &[("Kingston", -76.79, 17.97), ("San Andrés", -81.7, 12.58)]),
    ("hans-island/hans-island", &[("Hans Island", -66.459, 80.828)], &[("Alert", -62.35, 82.5), ("Qaanaaq", -69.24, 77.47)]),
    ("imia/islets", &[("Imia", 27.1515, 37.0505)], &[("Turgutreis", 27.2667, 37.0167), ("Yalıkavak", 27.2972, 37.1053), ("Karatoprak", 27.2589, 37.0139)]),
    ("antarctica/antarctica", &[("McMurdo Station", 166.6682, -77.8463), ("Esperanza Station", -57.0259, -63.3753), ("Casey Station", 110.5362, -66.2861), ("Mirny Station", 93.0063, -66.5755)], &[("Ushuaia", -68.3, -54.8), ("Hobart", 147.33, -42.88)]),
];

/// Parts with fewer than three named places, and why. None has a further place in the gazetteer.
const FEW_PLACES: &[(&str, &str)] = &[
    ("india-china-middle-sector/kaurik", "a slip of high mountain with one border post"),
    ("shebaa/shebaa", "some 25 square km of abandoned farms"),
    ("ilemi/ilemi", "pasture of nomads, two police posts"),
    ("spratly/islands", "islets below the size that 1:10m draws in place; the reefs have the names"),
    ("paracel/islands", "islets below the size that 1:10m draws in place; the reefs have the names"),
    ("scarborough/shoal", "one shoal"),
    ("liancourt/rocks", "two rocks"),
    ("isla-brasilera/island", "one river island that nobody lives on"),
    ("bhutan-china/west", "pasture, two names in the boundary talks"),
    ("bhutan-china/north", "pasture, two names in the boundary talks"),
    ("abu-musa/greater-tunb", "an island with one garrison"),
    ("abu-musa/lesser-tunb", "an island with one garrison"),
    ("chagos/chagos", "atolls whose islets 1:10m does not draw in place; the base alone has names"),
    ("scattered-islands/islands", "five islands, of which 1:10m draws two in place"),
    ("thai-cambodian-temples/ta-moan", "one temple group"),
    ("thai-cambodian-temples/ta-krabei", "one temple"),
    ("thai-cambodian-temples/emerald-triangle", "one border post"),
    ("navassa/navassa", "one rock"),
    ("bajo-nuevo/bajo-nuevo", "one cay without a named place"),
    ("bajo-nuevo/serranilla", "one cay without a named place"),
    ("hans-island/hans-island", "one rock"),
    ("imia/islets", "two rocks"),
];

fn geodata(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata").join(path)
}

fn features(path: &Path) -> Vec<Value> {
    let text = fs::read(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let mut file: Value = serde_json::from_slice(&text).unwrap();
    file["features"].as_array_mut().map(std::mem::take).unwrap()
}

fn polygons(feature: &Value) -> MultiPolygon<f64> {
    let geometry = serde_json::from_value::<geojson::Geometry>(feature["geometry"].clone()).unwrap();
    match geo::Geometry::<f64>::try_from(geometry).unwrap() {
        geo::Geometry::Polygon(polygon) => MultiPolygon(vec![polygon]),
        geo::Geometry::MultiPolygon(polygons) => polygons,
        other => panic!("{other:?} is no area"),
    }
}

fn shapes() -> BTreeMap<String, MultiPolygon<f64>> {
    let features = features(&geodata("dispute-shapes.geojson"));
    features.iter().map(|f| (f["properties"]["id"].as_str().unwrap().to_owned(), polygons(f))).collect()
}

/// The land of each part: its divisions, or its shape if it has none.
fn parts() -> BTreeMap<String, Vec<MultiPolygon<f64>>> {
    let mut parts: BTreeMap<String, Vec<MultiPolygon<f64>>> = BTreeMap::new();
    let shapes = shapes();
    for part in disputes::all().iter().flat_map(|dispute| &dispute.parts).filter(|part| part.is_overlay()) {
        let shape = part.shape.as_ref().and_then(|id| shapes.get(id));
        parts.entry(part.id.clone()).or_default().extend(shape.cloned());
    }
    let mut files: Vec<PathBuf> =
        fs::read_dir(geodata("divisions")).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    for feature in files.iter().flat_map(|file| features(file)) {
        if let Some(part) = feature["properties"]["dispute"].as_str() {
            parts.entry(part.to_owned()).or_default().push(polygons(&feature));
        }
    }
    parts
}

#[test]
fn known_places_lie_inside_and_outside() {
    let parts = parts();
    let mut wrong = Vec::new();
    for (part, inside, outside) in PLACES {
        let land = &parts[*part];
        let holds = |place: &Place| land.iter().any(|area| area.contains(&Point::new(place.1, place.2)));
        wrong.extend(inside.iter().filter(|p| !holds(p)).map(|p| format!("{} is not in {part}", p.0)));
        wrong.extend(outside.iter().filter(|p| holds(p)).map(|p| format!("{} is in {part}", p.0)));
        let reason = FEW_PLACES.iter().find(|(few, _)| few == part);
        assert_eq!(inside.len() < 3, reason.is_some(), "{part} has {} places, {reason:?}", inside.len());
        assert!(outside.len() >= 2, "{part} has {} places outside", outside.len());
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_part_has_land_and_is_in_the_table_of_places() {
    let parts = parts();
    for part in disputes::all().iter().flat_map(|dispute| &dispute.parts) {
        let land = parts.get(&part.id).map_or(0, Vec::len);
        assert!(land > 0, "{} has no land", part.id);
        assert!(PLACES.iter().any(|row| row.0 == part.id), "no places for {}", part.id);
    }
}

#[test]
fn shapes_are_no_boxes_and_say_how_they_were_made() {
    for feature in features(&geodata("dispute-shapes.geojson")) {
        let id = feature["properties"]["id"].as_str().unwrap();
        let how = feature["properties"]["how"].as_str().unwrap_or_default();
        assert!(how.len() > 20, "{id} does not say how it was made");
        for polygon in polygons(&feature) {
            let vertices = polygon.exterior().coords().count() - 1;
            assert!(vertices >= 12, "{id} has a ring of {vertices} vertices");
        }
    }
}

#[test]
fn every_row_has_a_source_and_known_names() {
    let read = disputes::all().iter().filter(|dispute| !dispute.source.unverified).count();
    let note = format!("compared with the text: {read} of {}", disputes::all().len());
    let head = fs::read_to_string(geodata("disputes.toml")).unwrap();
    assert!(head.contains(&note), "the head of disputes.toml should say '{note}'");
    assert!(disputes::all().len() >= 46);
    for dispute in disputes::all() {
        let source = &dispute.source;
        assert!(!source.document.is_empty(), "{} has no source", dispute.id);
        assert_ne!(source.unverified, source.read.starts_with("http"), "{}: read where?", dispute.id);
        assert!(!dispute.status.is_empty() && !dispute.parts.is_empty(), "{}", dispute.id);
        for part in &dispute.parts {
            assert!(part.id.starts_with(&format!("{}/", dispute.id)), "{}", part.id);
            assert!(part.neutral == "nobody" || is_code(&part.neutral), "{}", part.id);
            assert!(part.claimants.iter().all(|code| is_code(code)), "{}", part.id);
            let unknown = part.edges.keys().find(|key| !is_code(key) && disputes::part(key).is_none());
            assert_eq!(unknown, None, "{}", part.id);
        }
    }
}

#[test]
fn the_rulings_stand() {
    let status = |id: &str| disputes::get(id).map(|dispute| dispute.status.as_str()).unwrap();
    assert_eq!(disputes::get("kashmir").unwrap().parts.len(), 7);
    assert_eq!(status("kashmir"), "status not agreed by the parties");
    assert_eq!(status("crimea"), "Ukraine, occupied (UNGA 68/262)");
    assert_eq!(status("ukraine-oblasts"), "Ukraine; annexation claimed by Russia, void per UNGA ES-11/4");
    assert_eq!(status("golan"), "Syria, occupied (UNSC 497)");
    assert_eq!(
        status("palestine"),
        "Palestinian territory, occupied; State of Palestine observer at the UN (UNGA 67/19)"
    );
    assert_eq!(status("kosovo"), "declared independence 2008; recognized by some states (UNSC 1244)");
}
