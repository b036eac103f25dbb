"""Run by Alembic: migrate on the connection that `upgrade` hands over, inside its transaction."""

from alembic import context

from followup.models import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    transactional_ddl=True,
    transaction_per_migration=False,
)
context.run_migrations()
