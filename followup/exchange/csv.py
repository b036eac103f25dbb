"""Any table of people as CSV: which columns there are, what they may mean, and the people by what they mean."""

from collections.abc import Mapping
from itertools import islice

from followup.domain.errors import Invalid
from followup.domain.incoming import Found
from followup.exchange import tables, texts
from followup.exchange.rough import shown, take

#: What a column may hold, and how that is called.
FIELDS = {
    "name": "Full name",
    "first_name": "First name",
    "last_name": "Last name",
    "called": "Called",
    "emails": "E-mail",
    "phones": "Telephone",
    "links": "Link",
    "company": "Company",
    "title": "Title",
    "tags": "Tags",
    "how_met": "How you met",
    "notes": "Notes",
}
SAMPLE = 5


def _known(**headers: str) -> dict[str, str]:
    return {header.strip(): field for field, given in headers.items() for header in given.split(",")}


# Headers as `tables.key` writes them, in English, German, French and Spanish; the first is ours.
_HEADERS = _known(
    name="name, full name, fullname, contact, contact name, display name, person, nom, nombre"
    ", vollstandiger name, voller name, anzeigename, kontakt, ansprechpartner, vor und nachname"
    ", nom complet, nom et prenom, prenom et nom, contacto, nombre completo, nombre y apellidos, nombre y apellido",
    first_name="first name, firstname, first, given name, forename, middle name, additional name, vorname"
    ", vornamen, zweiter vorname, weitere vornamen, prenom, prenoms, deuxieme prenom, nombre de pila"
    ", primer nombre, segundo nombre",
    last_name="last name, lastname, last, surname, family name, nachname, familienname, zuname, nom de famille"
    ", apellido, apellidos, primer apellido, segundo apellido",
    called="called, nickname, nick name, known as, preferred name, goes by, rufname, spitzname, surnom, pseudo"
    ", apodo, alias",
    company="company, company name, organization, organisation, organization name, employer, current company"
    ", current employer, business, firma, firmenname, unternehmen, arbeitgeber, entreprise, societe, employeur"
    ", empresa, compania, organizacion, nombre de la empresa, account name",
    title="title, job title, jobtitle, job, position, role, organization title, current position, occupation"
    ", titel, jobtitel, stelle, funktion, beruf, rolle, berufsbezeichnung, poste, fonction, profession, titre"
    ", intitule du poste, metier, puesto, cargo, titulo, profesion, puesto de trabajo",
    tags="tags, tag, label, labels, group, groups, group membership, category, categories, keywords, schlagwort"
    ", schlagworte, schlagworter, stichworte, kategorie, kategorien, gruppe, gruppen, etiquette, etiquettes"
    ", categorie, groupe, groupes, mots cles, etiqueta, etiquetas, categoria, categorias, grupo, grupos",
    how_met="how met, how we met, how you met, how i met them, how did we meet, met, met at, where met, where we met"
    ", kennengelernt, wie kennengelernt, woher, woher bekannt, rencontre, comment rencontre, comment connu"
    ", lieu de rencontre, como nos conocimos, como conocido, donde nos conocimos",
    notes="notes, note, comment, comments, remarks, description, notiz, notizen, kommentar, kommentare, bemerkung"
    ", bemerkungen, anmerkung, anmerkungen, remarque, remarques, commentaire, commentaires, nota, notas"
    ", comentario, comentarios, observaciones",
)
# Words that are enough by themselves, for headers such as "E-mail 2 Address" and "Téléphone portable".
_WORDS = _known(
    emails="email, emails, mail, mails, emailadresse, mailadresse, courriel, courriels, correo, correos, messagerie",
    phones="phone, phones, telephone, telephones, tel, mobile, mobil, cell, cellphone, telefon, telefone"
    ", telefonnummer, mobiltelefon, mobilnummer, handy, handynummer, rufnummer, portable, gsm, telefono"
    ", telefonos, movil, celular",
    links="link, links, url, urls, website, websites, web, homepage, linkedin, xing, github, webseite, webseiten"
    ", website, lien, liens, enlace, enlaces, sitio",
)
#: Words of a header that tells about another column, or holds something else.
_NOT = {
    *(
        "type",
        "typ",
        "typo",
        "tipo",
        "label",
        "etiquette",
        "etiqueta",
        "status",
        "primary",
        "opt",
        "count",
        "date",
    ),
    *("fax", "extension", "name", "display", "nom", "nombre", "anzeigename"),
}
_WHOLE_OR_PART = ("name", "nom", "nombre")


def columns(data: bytes) -> tuple[list[str], list[list[str]]]:
    """The names of the columns, each of its own, and the first five rows, as long as the names are.

    A column without a name is "Column 3", a second "E-mail" is "E-mail (2)". Raises Invalid where there is no table;
    `texts.decode`.
    """
    table = tables.rows(texts.decode(data, []), [])
    headers = _headers(table)
    sample = []
    for _, cells in islice(table, SAMPLE):
        row = [shown(tables.plainly(cell)) for cell in cells[: len(headers)]]
        sample.append(row + [""] * (len(headers) - len(row)))
    return headers, sample


def guess_mapping(headers: list[str]) -> dict[str, str]:
    """What each column holds, by its name, in English, German, French or Spanish: fields of `FIELDS`.

    Columns that say nothing we know are not in it. "Name", "Nom" and "Nombre" are a part of the name where the other
    part has a column of its own.
    """
    keys = {header: tables.key(header) for header in headers}
    mapping = {header: field for header, word in keys.items() if (field := _meaning(word))}
    meant = set(mapping.values())
    for header, field in list(mapping.items()):
        if keys[header] in _WHOLE_OR_PART and len(meant & {"first_name", "last_name"}) == 1:
            mapping[header] = "last_name" if "first_name" in meant else "first_name"
        # Beside "Job title", a title is what comes before a name.
        if (
            field == "title"
            and keys[header] in ("title", "titel", "titre", "titulo")
            and "job title" in keys.values()
        ):
            del mapping[header]
    return mapping


def read(data: bytes, mapping: Mapping[str, str]) -> Found:
    """The people of a table. mapping: fields of `FIELDS` by the name of their column, as `columns` gives it.

    A column without a field ("") is left out. Where the column of the full name is empty, first and last name make it;
    several columns of one field are put together. Somebody without a name is among what is wrong. Raises Invalid where
    no column holds a name, or a column or field is not there; `texts.decode`.
    """
    found = Found()
    table = tables.rows(texts.decode(data, found.wrong), found.wrong)
    headers = _headers(table)
    chosen = {column: field for column, field in mapping.items() if field}
    if not set(chosen.values()) <= set(FIELDS):
        raise Invalid("Choose one of the values offered.", "mapping")
    if not set(chosen) <= set(headers):
        raise Invalid("These columns are not those of this file. Choose the file once more.", "mapping")
    if not {"name", "first_name", "last_name"} & set(chosen.values()):
        raise Invalid("Which column holds the names?", "mapping")
    by_number = {at: chosen[header] for at, header in enumerate(headers) if header in chosen}
    for row in table:
        take(tables.person(row, by_number), found, tables.whole(row))
        tables.beyond(row, headers, found)
    return found


def _headers(table: tables.Rows) -> list[str]:
    first = next(table, None)
    if first is None:
        raise Invalid("This file is empty. Choose another one.", "file")
    return tables.headers_of(first[1])


def _meaning(word: str) -> str | None:
    if word in _HEADERS:
        return _HEADERS[word]
    parts = word.split()
    if _NOT & set(parts):
        return None
    return next((_WORDS[part] for part in parts if part in _WORDS), None)
