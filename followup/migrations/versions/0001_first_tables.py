"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = '0001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('changes',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('made_on', sa.Date(), nullable=False),
    sa.Column('verb', sa.String(length=30), nullable=False),
    sa.Column('summary', sa.String(length=500), nullable=False),
    sa.Column('steps', sa.JSON(), nullable=False),
    sa.Column('answer', sa.JSON(), nullable=False),
    sa.Column('undone_by', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['undone_by'], ['changes.id'], name=op.f('fk_changes_undone_by_changes')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_changes'))
    )
    with op.batch_alter_table('changes', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_changes_made_on'), ['made_on'], unique=False)

    op.create_table('companies',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('folded', sa.String(length=500), nullable=False),
    sa.Column('website', sa.String(length=500), nullable=False),
    sa.Column('careers_url', sa.String(length=500), nullable=False),
    sa.Column('news_url', sa.String(length=500), nullable=False),
    sa.Column('own_employer', sa.Boolean(), nullable=False),
    sa.Column('notes', sa.Text(), nullable=False),
    sa.Column('added_on', sa.Date(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('deleted_on', sa.Date(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_companies'))
    )
    with op.batch_alter_table('companies', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_companies_folded'), ['folded'], unique=False)

    op.create_table('counters',
    sa.Column('name', sa.String(length=30), nullable=False),
    sa.Column('value', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_counters'))
    )
    op.create_table('settings',
    sa.Column('name', sa.String(length=50), nullable=False),
    sa.Column('value', sa.String(length=500), nullable=False),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_settings'))
    )
    op.create_table('tags',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('folded', sa.String(length=500), nullable=False),
    sa.Column('cadence', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_tags')),
    sa.UniqueConstraint('folded', name=op.f('uq_tags_folded'))
    )
    op.create_table('contacts',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('folded', sa.String(length=500), nullable=False),
    sa.Column('called', sa.String(length=200), nullable=False),
    sa.Column('cadence', sa.Integer(), nullable=True),
    sa.Column('cadence_given_on', sa.Date(), nullable=True),
    sa.Column('taper', sa.Boolean(), nullable=False),
    sa.Column('how_met', sa.Text(), nullable=False),
    sa.Column('do_not_mention', sa.Text(), nullable=False),
    sa.Column('notes', sa.Text(), nullable=False),
    sa.Column('added_on', sa.Date(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('company_id', sa.Integer(), nullable=True),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('standing', sa.Enum('active', 'resting', 'dormant', 'closed', name='standing', native_enum=False, length=30), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('is_urgent', sa.Boolean(), nullable=False),
    sa.Column('lapses_on', sa.Date(), nullable=True),
    sa.Column('then_due_on', sa.Date(), nullable=True),
    sa.Column('then_standing', sa.Enum('active', 'resting', 'dormant', 'closed', name='standing', native_enum=False, length=30), nullable=True),
    sa.Column('touched_on', sa.Date(), nullable=True),
    sa.Column('stage_rank', sa.Integer(), nullable=False),
    sa.Column('is_correspondent', sa.Boolean(), nullable=False),
    sa.Column('deleted_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['company_id'], ['companies.id'], name=op.f('fk_contacts_company_id_companies')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contacts'))
    )
    with op.batch_alter_table('contacts', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_contacts_company_id'), ['company_id'], unique=False)
        batch_op.create_index('ix_contacts_due', ['due_on'], unique=False, sqlite_where=sa.text('deleted_on IS NULL AND due_on IS NOT NULL'))
        batch_op.create_index(batch_op.f('ix_contacts_folded'), ['folded'], unique=False)
        batch_op.create_index('ix_contacts_lapse', ['lapses_on'], unique=False, sqlite_where=sa.text('deleted_on IS NULL AND lapses_on IS NOT NULL'))
        batch_op.create_index('ix_contacts_standing', ['standing'], unique=False, sqlite_where=sa.text('deleted_on IS NULL'))
        batch_op.create_index('ix_contacts_list_touched', ['touched_on', 'id'], unique=False, sqlite_where=sa.text('deleted_on IS NULL'))
        batch_op.create_index('ix_contacts_list_name', ['folded', 'id'], unique=False, sqlite_where=sa.text('deleted_on IS NULL'))

    op.create_table('holds',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('company_id', sa.Integer(), nullable=True),
    sa.Column('kind', sa.Enum('self', 'bad_time', 'please_dont', 'away', name='holdkind', native_enum=False, length=30), nullable=False),
    sa.Column('made_on', sa.Date(), nullable=False),
    sa.Column('until', sa.Date(), nullable=False),
    sa.Column('deleted_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['company_id'], ['companies.id'], name=op.f('fk_holds_company_id_companies')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_holds'))
    )
    with op.batch_alter_table('holds', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_holds_company_id'), ['company_id'], unique=False)

    op.create_table('opportunities',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('company_id', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('stage', sa.Enum('applied', 'screen', 'interview', 'final_round', 'offer', name='stage', native_enum=False, length=30), nullable=False),
    sa.Column('careers_url', sa.String(length=500), nullable=False),
    sa.Column('winner_started_on', sa.Date(), nullable=True),
    sa.Column('winner_from_inside', sa.Boolean(), nullable=True),
    sa.Column('look_again_on', sa.Date(), nullable=True),
    sa.Column('notes', sa.Text(), nullable=False),
    sa.Column('added_on', sa.Date(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('deleted_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['company_id'], ['companies.id'], name=op.f('fk_opportunities_company_id_companies')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_opportunities'))
    )
    with op.batch_alter_table('opportunities', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_opportunities_company_id'), ['company_id'], unique=False)

    op.create_table('request_ids',
    sa.Column('id', sa.String(length=64), nullable=False),
    sa.Column('change_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['change_id'], ['changes.id'], name=op.f('fk_request_ids_change_id_changes')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_request_ids'))
    )
    with op.batch_alter_table('request_ids', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_request_ids_change_id'), ['change_id'], unique=False)

    op.create_table('contact_points',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('contact_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum('email', 'phone', 'link', name='pointkind', native_enum=False, length=30), nullable=False),
    sa.Column('value', sa.String(length=500), nullable=False),
    sa.Column('folded', sa.String(length=500), nullable=False),
    sa.ForeignKeyConstraint(['contact_id'], ['contacts.id'], name=op.f('fk_contact_points_contact_id_contacts')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contact_points')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('contact_points', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_contact_points_contact_id'), ['contact_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_contact_points_folded'), ['folded'], unique=False)

    op.create_table('contact_tags',
    sa.Column('contact_id', sa.Integer(), nullable=False),
    sa.Column('tag_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['contact_id'], ['contacts.id'], name=op.f('fk_contact_tags_contact_id_contacts')),
    sa.ForeignKeyConstraint(['tag_id'], ['tags.id'], name=op.f('fk_contact_tags_tag_id_tags')),
    sa.PrimaryKeyConstraint('contact_id', 'tag_id', name=op.f('pk_contact_tags'))
    )
    with op.batch_alter_table('contact_tags', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_contact_tags_tag_id'), ['tag_id'], unique=False)

    op.create_table('cools',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('contact_id', sa.Integer(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('ended', sa.Boolean(), nullable=False),
    sa.Column('deleted_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['contact_id'], ['contacts.id'], name=op.f('fk_cools_contact_id_contacts')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_cools'))
    )
    with op.batch_alter_table('cools', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_cools_contact_id'), ['contact_id'], unique=False)

    op.create_table('decisions',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('opportunity_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum('open', 'turned_down', 'frozen', 'cancelled', 'no_answer', 'withdrawn', 'offer', 'hired', name='decisionkind', native_enum=False, length=30), nullable=False),
    sa.Column('decided_on', sa.Date(), nullable=False),
    sa.Column('recorded_on', sa.Date(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('told', sa.Enum('person', 'letter', 'nobody', name='toldby', native_enum=False, length=30), nullable=False),
    sa.Column('reason', sa.Enum('other_candidate', 'internal', 'budget', 'role_changed', 'unknown', name='reason', native_enum=False, length=30), nullable=False),
    sa.Column('feedback', sa.Text(), nullable=False),
    sa.Column('deleted_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['opportunity_id'], ['opportunities.id'], name=op.f('fk_decisions_opportunity_id_opportunities')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_decisions'))
    )
    with op.batch_alter_table('decisions', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_decisions_opportunity_id'), ['opportunity_id'], unique=False)

    op.create_table('employments',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('contact_id', sa.Integer(), nullable=False),
    sa.Column('company_id', sa.Integer(), nullable=True),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('started_on', sa.Date(), nullable=True),
    sa.Column('ended_on', sa.Date(), nullable=True),
    sa.Column('is_current', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['company_id'], ['companies.id'], name=op.f('fk_employments_company_id_companies')),
    sa.ForeignKeyConstraint(['contact_id'], ['contacts.id'], name=op.f('fk_employments_contact_id_contacts')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_employments')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('employments', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_employments_company_id'), ['company_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_employments_contact_id'), ['contact_id'], unique=False)

    op.create_table('encounters',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('contact_id', sa.Integer(), nullable=False),
    sa.Column('opportunity_id', sa.Integer(), nullable=False),
    sa.Column('part', sa.Enum('hiring_manager', 'decision_maker', 'recruiter', 'hr', 'panel', 'peer', 'agency', 'referrer', 'other', name='part', native_enum=False, length=30), nullable=False),
    sa.Column('told_you', sa.Boolean(), nullable=False),
    sa.Column('round', sa.String(length=200), nullable=False),
    sa.Column('said', sa.Text(), nullable=False),
    sa.Column('promise', sa.String(length=500), nullable=False),
    sa.Column('promise_kept_on', sa.Date(), nullable=True),
    sa.Column('thank_now', sa.Boolean(), nullable=False),
    sa.Column('plan', sa.Enum('correspondent', 'one_hello', 'keep', name='metplan', native_enum=False, length=30), nullable=False),
    sa.Column('recorded_on', sa.Date(), nullable=False),
    sa.Column('deleted_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['contact_id'], ['contacts.id'], name=op.f('fk_encounters_contact_id_contacts')),
    sa.ForeignKeyConstraint(['opportunity_id'], ['opportunities.id'], name=op.f('fk_encounters_opportunity_id_opportunities')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_encounters')),
    sa.UniqueConstraint('contact_id', 'opportunity_id', name=op.f('uq_encounters_contact_id_opportunity_id'))
    )
    with op.batch_alter_table('encounters', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_encounters_contact_id'), ['contact_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_encounters_opportunity_id'), ['opportunity_id'], unique=False)

    op.create_table('opportunity_doors',
    sa.Column('opportunity_id', sa.Integer(), nullable=False),
    sa.Column('door', sa.Enum('referral', 'backfill', 'growth', 'thaw', name='door', native_enum=False, length=30), nullable=False),
    sa.ForeignKeyConstraint(['opportunity_id'], ['opportunities.id'], name=op.f('fk_opportunity_doors_opportunity_id_opportunities')),
    sa.PrimaryKeyConstraint('opportunity_id', 'door', name=op.f('pk_opportunity_doors'))
    )
    op.create_table('snoozes',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('contact_id', sa.Integer(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('until', sa.Date(), nullable=False),
    sa.Column('pinned', sa.Boolean(), nullable=False),
    sa.Column('deleted_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['contact_id'], ['contacts.id'], name=op.f('fk_snoozes_contact_id_contacts')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_snoozes'))
    )
    with op.batch_alter_table('snoozes', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_snoozes_contact_id'), ['contact_id'], unique=False)

    op.create_table('standing_changes',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('contact_id', sa.Integer(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('because', sa.Enum('rather_not', 'died', 'other', name='closing', native_enum=False, length=30), nullable=True),
    sa.Column('deleted_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['contact_id'], ['contacts.id'], name=op.f('fk_standing_changes_contact_id_contacts')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_standing_changes'))
    )
    with op.batch_alter_table('standing_changes', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_standing_changes_contact_id'), ['contact_id'], unique=False)

    op.create_table('touchpoints',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('contact_id', sa.Integer(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('channel', sa.Enum('email', 'phone', 'video', 'meeting', 'letter', 'message', 'linkedin_message', 'linkedin_comment', 'linkedin_reaction', 'card', 'other', name='channel', native_enum=False, length=30), nullable=False),
    sa.Column('direction', sa.Enum('out', 'in', 'together', name='direction', native_enum=False, length=30), nullable=False),
    sa.Column('weight', sa.Enum('direct', 'ambient', name='weight', native_enum=False, length=30), nullable=False),
    sa.Column('tone', sa.Enum('warm', 'brief', 'declined', name='tone', native_enum=False, length=30), nullable=True),
    sa.Column('wants_answer', sa.Boolean(), nullable=False),
    sa.Column('arrived', sa.Boolean(), nullable=False),
    sa.Column('intent', sa.Enum('thank_decision', 'congratulate', 'share', 'help', 'update', 'reconnect', 'introduce', 'ask', 'close_loop', name='intent', native_enum=False, length=30), nullable=True),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('promise', sa.String(length=500), nullable=False),
    sa.Column('promise_kept_on', sa.Date(), nullable=True),
    sa.Column('is_answer', sa.Boolean(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('deleted_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['contact_id'], ['contacts.id'], name=op.f('fk_touchpoints_contact_id_contacts')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_touchpoints'))
    )
    with op.batch_alter_table('touchpoints', schema=None) as batch_op:
        batch_op.create_index('ix_touchpoints_contact', ['contact_id', 'day'], unique=False)
        batch_op.create_index('ix_touchpoints_day', ['day', 'contact_id'], unique=False)

    op.create_table('search_documents',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('contact_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('place', sa.Text(), nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['contact_id'], ['contacts.id'], name=op.f('fk_search_documents_contact_id_contacts')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_search_documents'))
    )
    with op.batch_alter_table('search_documents', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_search_documents_contact_id'), ['contact_id'], unique=False)
    for name, options in (
        ('search_trigrams', "tokenize='trigram'"),
        ('search_words', "tokenize='unicode61', prefix='1 2'"),
    ):
        op.execute(
            f"CREATE VIRTUAL TABLE {name} USING fts5"
            f"(name, place, body, content='search_documents', content_rowid='id', {options})"
        )
