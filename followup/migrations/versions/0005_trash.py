"""The trash is found quickly; two who look alike and are not the same."""

import sqlalchemy as sa
from alembic import op

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None

DELETABLE = (
    'companies', 'contacts', 'cools', 'decisions', 'encounters', 'holds', 'openings', 'opportunities', 'reasons',
    'snoozes', 'standing_changes', 'starters', 'touchpoints',
)


def upgrade() -> None:
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
