"""Files chosen for import; companies, opportunities and reasons found by their words; the trash; who is not the same."""

import sqlalchemy as sa
from alembic import op

from followup.domain.searching import indexed, indexed_name

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None

DELETABLE = (
    'companies', 'contacts', 'cools', 'decisions', 'encounters', 'holds', 'openings', 'opportunities', 'reasons',
    'snoozes', 'standing_changes', 'starters', 'touchpoints',
)
#: Every text by its document: the id, the contact or the company that it belongs to, where it goes, the text.
_TEXTS = """
WITH live AS (
  SELECT o.id AS id, o.company_id AS company_id, o.title AS title, o.notes AS notes, c.name AS company
  FROM opportunities o JOIN companies c ON c.id = o.company_id
  WHERE o.deleted_on IS NULL AND c.deleted_on IS NULL)
SELECT 2000000000000 + id, NULL, id, 'name', name FROM companies WHERE deleted_on IS NULL
UNION ALL SELECT 2000000000000 + id, NULL, id, 'body', website FROM companies WHERE deleted_on IS NULL
UNION ALL SELECT 2000000000000 + id, NULL, id, 'body', notes FROM companies WHERE deleted_on IS NULL
UNION ALL SELECT 3000000000000 + id, NULL, company_id, 'name', title FROM live
UNION ALL SELECT 3000000000000 + id, NULL, company_id, 'place', company FROM live
UNION ALL SELECT 3000000000000 + id, NULL, company_id, 'body', notes FROM live
UNION ALL SELECT 3000000000000 + live.id, NULL, company_id, 'body', d.feedback
  FROM live JOIN decisions d ON d.opportunity_id = live.id AND d.deleted_on IS NULL
UNION ALL SELECT 3000000000000 + live.id, NULL, live.company_id, 'body', e.said
  FROM live JOIN encounters e ON e.opportunity_id = live.id AND e.deleted_on IS NULL
  JOIN contacts c ON c.id = e.contact_id AND c.deleted_on IS NULL
UNION ALL SELECT 4000000000000 + r.id, r.contact_id, r.company_id, 'body', r.text || ' ' || r.link FROM reasons r
  LEFT JOIN contacts c ON c.id = r.contact_id LEFT JOIN companies k ON k.id = r.company_id
  WHERE r.deleted_on IS NULL AND c.deleted_on IS NULL AND k.deleted_on IS NULL
"""


def upgrade() -> None:
    op.create_table('imports',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('kind', sa.String(length=500), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('state', sa.Enum('mapping', 'reading', 'ready', 'failed', 'done', name='importstate', native_enum=False, length=30), nullable=False),
    sa.Column('data', sa.LargeBinary(), nullable=True),
    sa.Column('headers', sa.JSON(), nullable=True),
    sa.Column('mapping', sa.JSON(), nullable=True),
    sa.Column('people', sa.JSON(), nullable=True),
    sa.Column('wrong', sa.JSON(), nullable=True),
    sa.Column('matches', sa.JSON(), nullable=True),
    sa.Column('choices', sa.JSON(), nullable=True),
    sa.Column('problem', sa.String(length=500), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_imports'))
    )
    for table in DELETABLE:
        op.create_index(
            f'ix_{table}_trash', table, ['deleted_on'], unique=False, sqlite_where=sa.text('deleted_on IS NOT NULL')
        )
    op.create_table('distinctions',
    sa.Column('one_id', sa.Integer(), nullable=False),
    sa.Column('other_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['one_id'], ['contacts.id'], name=op.f('fk_distinctions_one_id_contacts')),
    sa.ForeignKeyConstraint(['other_id'], ['contacts.id'], name=op.f('fk_distinctions_other_id_contacts')),
    sa.PrimaryKeyConstraint('one_id', 'other_id', name=op.f('pk_distinctions'))
    )
    with op.batch_alter_table('distinctions', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_distinctions_other_id'), ['other_id'], unique=False)
    op.drop_index('ix_search_documents_contact_id', 'search_documents')
    op.rename_table('search_documents', 'search_documents_before')
    op.create_table('search_documents',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('contact_id', sa.Integer(), nullable=True),
    sa.Column('company_id', sa.Integer(), nullable=True),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('place', sa.Text(), nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['contact_id'], ['contacts.id'], name=op.f('fk_search_documents_contact_id_contacts')),
    sa.ForeignKeyConstraint(['company_id'], ['companies.id'], name=op.f('fk_search_documents_company_id_companies')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_search_documents'))
    )
    op.execute(
        "INSERT INTO search_documents (id, contact_id, name, place, body)"
        " SELECT id, contact_id, name, place, body FROM search_documents_before"
    )
    op.drop_table('search_documents_before')
    op.create_index('ix_search_documents_contact_id', 'search_documents', ['contact_id'], unique=False)
    op.create_index(
        'ix_search_documents_company',
        'search_documents',
        ['company_id'],
        unique=False,
        sqlite_where=sa.text('company_id IS NOT NULL'),
    )
    _fill(op.get_bind())


def _fill(connection: sa.Connection) -> None:
    """Write the documents of all that is here, as `actions.searching` writes them."""
    found: dict[int, dict[str, object]] = {}
    parts: dict[int, dict[str, list[str]]] = {}
    for key, contact, company, part, words in connection.exec_driver_sql(_TEXTS):
        if words.strip():
            found[key] = {"id": key, "contact_id": contact, "company_id": company}
            parts.setdefault(key, {"name": [], "place": [], "body": []})[part].append(words)
    for key, words in parts.items():
        found[key]["name"] = " ".join(map(indexed_name, words["name"]))
        found[key]["place"] = indexed(" ".join(words["place"]))
        found[key]["body"] = indexed("\n".join(sorted(words["body"])))
    if not found:
        return
    names = ("id", "contact_id", "company_id", "name", "place", "body")
    rows = [tuple(row[name] for name in names) for row in found.values()]
    connection.exec_driver_sql(
        f"INSERT INTO search_documents ({', '.join(names)}) VALUES (?, ?, ?, ?, ?, ?)", rows
    )
    told = [(row[0], *row[3:]) for row in rows]
    for index in ("search_trigrams", "search_words"):
        connection.exec_driver_sql(
            f"INSERT INTO {index} (rowid, name, place, body) VALUES (?, ?, ?, ?)", told
        )
