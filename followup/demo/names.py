"""Invented people and companies. Each name stands beside how it is written in an e-mail address."""

from random import Random

#: For the one in the story whose name every page must hold.
LONG = (
    "Maria Francisca Teresa Henriqueta de Albuquerque e Castro Vasconcelos do Amaral Pimentel",
    "francisca.pimentel",
)
PEOPLE = (
    ("Zofia Wiśniewska", "zofia.wisniewska"),
    ("سلمى الناصري", "salma.alnasiri"),
    ("林美玲", "meiling.lin"),
    ("佐藤 陽菜", "hina.sato"),
    ("김지훈", "jihoon.kim"),
    ("Nguyễn Thị Thu Hà", "ha.nguyen"),
    ("Adébáyọ̀ Ògúnlẹ́sì", "adebayo.ogunlesi"),
    ("Çağla Yıldırım", "cagla.yildirim"),
    ("João Pedro Magalhães", "joao.magalhaes"),
    ("अनन्या शर्मा", "ananya.sharma"),
    ("Олена Коваленко", "olena.kovalenko"),
    ("Rhiannon Llewellyn-Pryce", "rhiannon.pryce"),
    ("Väinö Hämäläinen", "vaino.hamalainen"),
    ("Aroha Ngātai", "aroha.ngatai"),
    ("Hiwot Tesfaye", "hiwot.tesfaye"),
    ("Ελένη Παπαδοπούλου", "eleni.papadopoulou"),
    ("נועה לוי", "noa.levi"),
    ("สมชาย วงศ์ใหญ่", "somchai.wongyai"),
    ("Sigríður Jónsdóttir", "sigridur.jonsdottir"),
    ("Caoimhe Ní Bhriain", "caoimhe.nibhriain"),
    ("Tomáš Dvořák", "tomas.dvorak"),
    ("Szilágyi Eszter", "eszter.szilagyi"),
    ("Wulandari", "wulandari"),
    ("Kaleo Kahananui", "kaleo.kahananui"),
    ("Iñigo Etxeberria", "inigo.etxeberria"),
    ("Anaïs Lefèvre", "anais.lefevre"),
    ("Jürgen Weiß", "juergen.weiss"),
    ("Søren Kjær", "soeren.kjaer"),
    ("Đorđe Ilić", "djordje.ilic"),
    ("Wanjiru Kamau", "wanjiru.kamau"),
    ("Thandeka Mkhize", "thandeka.mkhize"),
    ("نیلوفر رضایی", "niloufar.rezaei"),
    ("তানিয়া রহমান", "tania.rahman"),
    ("கவிதா முருகன்", "kavitha.murugan"),
    ("Illari Mamani", "illari.mamani"),
    ("Rohan Deshpande", "rohan.deshpande"),
    ("Inga Kalniņa", "inga.kalnina"),
    ("Fatoumata Diallo", "fatoumata.diallo"),
    ("Lucía Fernández Robles", "lucia.fernandez"),
    ("Davit Hakobyan", "davit.hakobyan"),
    ("ნინო ბერიძე", "nino.beridze"),
    ("Siobhan Achterberg", "siobhan.achterberg"),
    ("Matteo Sforzini", "matteo.sforzini"),
    ("Leilani Tuimavave", "leilani.tuimavave"),
    ("Ruth Abernethy", "ruth.abernethy"),
    ("Gulnara Akhmetova", "gulnara.akhmetova"),
    ("Chidinma Okonjo", "chidinma.okonjo"),
    ("Bjarte Haugland", "bjarte.haugland"),
)
COMPANIES = (
    "Tallowmere Labs",
    "Quernstone Software",
    "Lanternfen",
    "Pebble & Oake",
    "Harrowbeck Energy",
    "Tidewick Robotics",
    "Cobblemarsh Health",
    "Velloria Maps",
    "Brackenford Mobility",
    "Emberquay Systems",
    "Mosskettle",
    "Osprey & Thistle Analytics",
    "Fernwhistle Foods",
    "Marrowgate Insurance",
    "Juniperfold",
    "Saltlantern Press",
    "Wrenhollow Cloud",
    "Dunlinshore",
)
AGENCY = "Larkspur & Quill Talent"

_GIVEN_AND_FAMILY = (
    (("Agnieszka", "Paweł", "Kasia", "Łukasz"), ("Zielińska", "Kowalczyk", "Wójcik", "Mazur")),
    (("Linh", "Minh", "Thảo", "Đức"), ("Nguyễn", "Trần", "Phạm", "Đặng")),
    (("Yetunde", "Babatunde", "Fọláṣadé", "Kúnlé"), ("Adéyẹmí", "Ọládiípọ̀", "Afọlábí", "Balógun")),
    (("Elif", "Emre", "Şebnem", "Oğuz"), ("Kaya", "Çelik", "Öztürk", "Aydın")),
    (("Beatriz", "Tiago", "Inês", "Rui"), ("Carvalho", "Simões", "Serrano", "Guimarães")),
    (("Priya", "Arjun", "Kavya", "Vikram"), ("Iyer", "Nair", "Chatterjee", "Patil")),
    (("Oksana", "Taras", "Ярина", "Богдан"), ("Шевчук", "Bondarenko", "Лисенко", "Melnyk")),
    (("Carys", "Iwan", "Nerys", "Gethin"), ("Prosser", "Bevan", "Rhydderch", "Gwynne")),
    (("Aino", "Eero", "Päivi", "Juhani"), ("Mäkelä", "Nieminen", "Järvinen", "Lehtonen")),
    (("Hana", "Tamati", "Marama", "Rangi"), ("Parata", "Tūhoe", "Hohaia", "Keepa")),
    (("Amal", "Yusuf", "Noor", "Karim"), ("Haddad", "Mansour", "El-Khoury", "Benali")),
    (("Ingrid", "Lars", "Åse", "Torstein"), ("Solberg", "Nygård", "Bakken", "Lindqvist")),
)
_FIRST = (
    "Alder",
    "Bramble",
    "Cinder",
    "Drift",
    "Elm",
    "Flint",
    "Gorse",
    "Heron",
    "Ivy",
    "Kelp",
    "Loam",
    "Moor",
)
_SECOND = (
    "bridge",
    "croft",
    "dale",
    "fold",
    "gate",
    "haven",
    "kiln",
    "ledge",
    "mill",
    "nook",
    "path",
    "reach",
)
_THIRD = ("", " Labs", " Works", " Data", " Health", " & Co", " Systems", " Energy")


def cast(random: Random, count: int) -> list[tuple[str, str]]:
    """`count` people for the story (at most 48), each once."""
    return random.sample(PEOPLE, k=count)


def person(random: Random) -> str:
    """Somebody of a crowd; two may have the same name, as in life."""
    given, family = random.choice(_GIVEN_AND_FAMILY)
    return f"{random.choice(given)} {random.choice(family)}"


def company(number: int) -> str:
    """The company of that number in a crowd; when all names are used, the next round of them is numbered."""
    every = len(_FIRST) * len(_SECOND) * len(_THIRD)
    round_before, place = divmod(number, every)
    # Neighbours in the list should not sound alike; 389 shares no factor with the number of names.
    rest, third = divmod(place * 389 % every, len(_THIRD))
    first, second = divmod(rest, len(_SECOND))
    return f"{_FIRST[first]}{_SECOND[second]}{_THIRD[third]}" + (
        f" {round_before + 1}" if round_before else ""
    )
