"""Files become contacts, companies and leads; read from `run.py` on.

A file is inspected (`dialect`), its columns get a meaning (`mapping`, `targets`), cells become values (`notation`,
`values`, `rows`), rows find their people and companies (`matching`), and batches are written by COPY and set-based SQL
(`landing`, `writing`). The file decides about what it names; what it leaves blank stays as it is.
"""
