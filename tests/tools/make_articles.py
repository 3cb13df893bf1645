"""Writes articles from templates of our own, for measuring batches: python3 tests/tools/make_articles.py COUNT [BROKEN_PERCENT]

Prints one JSON article a line (200 to 500 words each), different places, kinds, figures and days in each. With
BROKEN_PERCENT, that share of the lines is cut, binary, empty or without text.
"""
import json
import random
import sys

PLACES = [line.split(";") for line in """\
Kabul;Afghanistan;Jalalabad;Kandahar|Nairobi;Kenya;Mombasa;Kisumu|Lima;Peru;Cusco;Arequipa|Kyiv;Ukraine;Kharkiv;Odesa
Manila;Philippines;Cebu City;Davao|Lagos;Nigeria;Abuja;Kano|Jakarta;Indonesia;Surabaya;Medan|Santiago;Chile;Antofagasta;Valparaíso
Athens;Greece;Thessaloniki;Patras|Ankara;Turkey;Izmir;Gaziantep|Bogotá;Colombia;Cali;Medellín|Tokyo;Japan;Sendai;Wajima
Khartoum;Sudan;El Fasher;Port Sudan|Tbilisi;Georgia;Batumi;Gori|Rome;Italy;Naples;Catania|Accra;Ghana;Kumasi;Tamale
Hanoi;Vietnam;Da Nang;Hue|Baghdad;Iraq;Mosul;Basra|Warsaw;Poland;Gdańsk;Kraków|Dhaka;Bangladesh;Chittagong;Sylhet
Phoenix;Arizona;Tucson;Flagstaff|Sacramento;California;Fresno;Redding|Austin;Texas;Houston;Lubbock|Brisbane;Queensland;Cairns;Townsville
Quito;Ecuador;Guayaquil;Cuenca|Maputo;Mozambique;Beira;Nampula|Rabat;Morocco;Marrakesh;Agadir|Oslo;Norway;Bergen;Tromsø""".replace("\n", "|").split("|")]

OPENINGS = [
    "{city}, {month} {day} - Heavy rain and floods hit {city} and parts of {country} on {weekday}, killing at least {n} people, officials said.",
    "{city}, {month} {day} - A magnitude {m} earthquake struck {km} km north of {other} early on {weekday}, {country}'s geological service reported.",
    "{city}, {month} {day} - Thousands of people marched through {city} on {weekday} to protest against rising prices, police said.",
    "{city}, {month} {day} - An explosion at a fuel depot near {other} wounded {n} people on {weekday}, the governor of the region said.",
    "{city}, {month} {day} - Government forces clashed with armed men outside {other} on {weekday}, and at least {n} fighters were killed, the army said.",
]
SENTENCES = [
    "Roads between {city} and {third} were closed, and trains stopped running until {month} {later}.",
    "Rescue teams from {third} reached the villages on foot, a spokesman said.",
    "\"We have never seen anything like it,\" said a shopkeeper in {other}.",
    "The airport in {third} stayed open, but {n2} flights were canceled.",
    "{country} asked its neighbors for help, and the first supplies are expected in {city} on {month} {later}.",
    "Hospitals in {other} treated {n2} people, most of them for minor wounds.",
    "A similar disaster in {year} left hundreds homeless in {third}.",
    "The government will hold talks with {country2} in {city2} next week.",
    "Power was cut in {n} districts, and engineers were working to restore it.",
    "Aid groups set up a camp near {third} for {n3} displaced people.",
    "The president visited {other} on {month} {day} and promised compensation.",
    "Schools will remain closed, the education ministry in {city} said in a statement.",
    "Police arrested {n} people and searched houses in the south of {other}.",
    "Analysts said that the damage could reach {n3} million dollars.",
    "The United Nations in Geneva called for restraint.",
    "Exports through the port were suspended, traders in {city2} said.",
]
MONTHS = ["January", "March", "May", "July", "Sept.", "Oct.", "Nov."]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def article(number):
    rng = random.Random(number)
    (city, country, other, third), (city2, country2, *_) = rng.sample(PLACES, 2)
    day = rng.randint(1, 24)
    words = {
        "city": city, "country": country, "other": other, "third": third, "city2": city2, "country2": country2,
        "month": rng.choice(MONTHS), "day": day, "later": day + 3, "weekday": rng.choice(DAYS), "year": rng.randint(1990, 2020),
        "n": rng.randint(2, 60), "n2": rng.randint(20, 400), "n3": rng.randint(100, 9000), "m": f"{rng.uniform(4.5, 7.5):.1f}", "km": rng.randint(8, 90),
    }
    sentences = rng.choices(SENTENCES, k=rng.randint(12, 30))
    paragraphs = [rng.choice(OPENINGS)] + [" ".join(sentences[i:i + 3]) for i in range(0, len(sentences), 3)]
    text = "\n\n".join(p.format(**words) for p in paragraphs)
    return {"id": f"a{number:06}", "title": f"News from {city}", "date": "2025-11-25", "lang": "en", "text": text}


def main():
    count = int(sys.argv[1])
    broken = float(sys.argv[2]) if len(sys.argv) > 2 else 0
    for number in range(1, count + 1):
        line = json.dumps(article(number), ensure_ascii=False)
        if broken and number % round(100 / broken) == 0:
            line = [line[:200], "\x00\x01\x02\x89PNG", '{"id": "empty"}', '{"text": 7}', "not json"][number // round(100 / broken) % 5]
        print(line)


main()
