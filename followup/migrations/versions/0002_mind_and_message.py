"""Check-ins, private writing, reasons to write, drafts, openings."""

import sqlalchemy as sa
from alembic import op

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('starters',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('intent', sa.Enum('thank_decision', 'congratulate', 'share', 'help', 'update', 'reconnect', 'introduce', 'ask', 'close_loop', name='intent', native_enum=False, length=30), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('deleted_on', sa.Date(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_starters'))
    )
    op.create_table('writings',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('question', sa.Enum('feel', 'gained', 'friend', name='question', native_enum=False, length=30), nullable=False),
    sa.Column('started_at', sa.DateTime(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_writings'))
    )
    op.create_table('check_ins',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('company_id', sa.Integer(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('sting', sa.Integer(), nullable=False),
    sa.Column('avoid', sa.Integer(), nullable=False),
    sa.Column('regret', sa.Integer(), nullable=False),
    sa.Column('well', sa.Integer(), nullable=False),
    sa.Column('route', sa.Enum('ready', 'light_touch', 'rest', name='route', native_enum=False, length=30), nullable=False),
    sa.Column('suggested_talking', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['company_id'], ['companies.id'], name=op.f('fk_check_ins_company_id_companies')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_check_ins'))
    )
    with op.batch_alter_table('check_ins', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_check_ins_company_id'), ['company_id'], unique=False)

    op.create_table('openings',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum('referral', 'introduction', 'conversation', 'interview', 'offer', 'job', name='openingkind', native_enum=False, length=30), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('contact_id', sa.Integer(), nullable=False),
    sa.Column('touchpoint_id', sa.Integer(), nullable=True),
    sa.Column('opportunity_id', sa.Integer(), nullable=True),
    sa.Column('led_to', sa.Integer(), nullable=True),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('thanked_on', sa.Date(), nullable=True),
    sa.Column('deleted_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['contact_id'], ['contacts.id'], name=op.f('fk_openings_contact_id_contacts')),
    sa.ForeignKeyConstraint(['led_to'], ['opportunities.id'], name=op.f('fk_openings_led_to_opportunities')),
    sa.ForeignKeyConstraint(['opportunity_id'], ['opportunities.id'], name=op.f('fk_openings_opportunity_id_opportunities')),
    sa.ForeignKeyConstraint(['touchpoint_id'], ['touchpoints.id'], name=op.f('fk_openings_touchpoint_id_touchpoints')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_openings'))
    )
    with op.batch_alter_table('openings', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_openings_contact_id'), ['contact_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_openings_led_to'), ['led_to'], unique=False)
        batch_op.create_index(batch_op.f('ix_openings_opportunity_id'), ['opportunity_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_openings_touchpoint_id'), ['touchpoint_id'], unique=False)
        batch_op.create_index('ix_openings_to_thank', ['day'], unique=False, sqlite_where=sa.text('thanked_on IS NULL AND deleted_on IS NULL'))

    promised = sa.text("promise != '' AND promise_kept_on IS NULL AND deleted_on IS NULL")
    op.create_index('ix_touchpoints_promised', 'touchpoints', ['day'], unique=False, sqlite_where=promised)
    op.create_index('ix_encounters_promised', 'encounters', ['recorded_on'], unique=False, sqlite_where=promised)
    op.create_index(
        'ix_opportunities_look_again',
        'opportunities',
        ['look_again_on'],
        unique=False,
        sqlite_where=sa.text('look_again_on IS NOT NULL AND deleted_on IS NULL'),
    )

    op.create_table('reasons',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('company_id', sa.Integer(), nullable=True),
    sa.Column('contact_id', sa.Integer(), nullable=True),
    sa.Column('text', sa.String(length=500), nullable=False),
    sa.Column('link', sa.String(length=500), nullable=False),
    sa.Column('added_on', sa.Date(), nullable=False),
    sa.Column('used_by', sa.Integer(), nullable=True),
    sa.Column('deleted_on', sa.Date(), nullable=True),
    sa.CheckConstraint('(company_id IS NULL) != (contact_id IS NULL)', name=op.f('ck_reasons_owner')),
    sa.ForeignKeyConstraint(['company_id'], ['companies.id'], name=op.f('fk_reasons_company_id_companies')),
    sa.ForeignKeyConstraint(['contact_id'], ['contacts.id'], name=op.f('fk_reasons_contact_id_contacts')),
    sa.ForeignKeyConstraint(['used_by'], ['touchpoints.id'], name=op.f('fk_reasons_used_by_touchpoints')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reasons'))
    )
    with op.batch_alter_table('reasons', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_reasons_company_id'), ['company_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_reasons_contact_id'), ['contact_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_reasons_used_by'), ['used_by'], unique=False)

    op.create_table('drafts',
    sa.Column('contact_id', sa.Integer(), nullable=False),
    sa.Column('channel', sa.Enum('email', 'phone', 'video', 'meeting', 'letter', 'message', 'linkedin_message', 'linkedin_comment', 'linkedin_reaction', 'card', 'other', name='channel', native_enum=False, length=30), nullable=False),
    sa.Column('intent', sa.Enum('thank_decision', 'congratulate', 'share', 'help', 'update', 'reconnect', 'introduce', 'ask', 'close_loop', name='intent', native_enum=False, length=30), nullable=True),
    sa.Column('subject', sa.String(length=500), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('starter', sa.String(length=500), nullable=False),
    sa.Column('reason_id', sa.Integer(), nullable=True),
    sa.Column('written_on', sa.Date(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['contact_id'], ['contacts.id'], name=op.f('fk_drafts_contact_id_contacts')),
    sa.ForeignKeyConstraint(['reason_id'], ['reasons.id'], name=op.f('fk_drafts_reason_id_reasons')),
    sa.PrimaryKeyConstraint('contact_id', name=op.f('pk_drafts'))
    )

    op.add_column(
        'touchpoints', sa.Column('starter', sa.String(length=500), nullable=False, server_default='')
    )
    # Doors and "look again on" move dates now (R12): the server computes everybody's anew when it starts.
    op.execute(
        "INSERT INTO settings (name, value) SELECT 'recomputed', '0' WHERE NOT EXISTS "
        "(SELECT 1 FROM settings WHERE name = 'recomputed') AND (EXISTS (SELECT 1 FROM opportunity_doors) "
        "OR EXISTS (SELECT 1 FROM opportunities WHERE look_again_on IS NOT NULL))"
    )
