"""What every slice stands on: database, transaction, storage, queue, auth, errors, clock."""
