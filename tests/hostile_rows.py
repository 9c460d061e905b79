"""Databases that nobody honest made, one row at a time: what hostile_store.py does to rows.

A value is set in all rows, or in the first, one in the middle, or the last by its key; two rows exchange their values; a row has the value of
another, also where it must be unique; a reference points to nothing. The file has the schema of before afterwards, and its
indices either agree with the rows or still say what the rows were: opening does not look at that.
"""
import re
import sqlite3

NOTHING = 987654321  # no row has this number
BETWEEN = -77        # while two rows exchange their keys


def connected(path):
    base = sqlite3.connect(path, isolation_level=None)
    for pragma in ("foreign_keys = OFF", "ignore_check_constraints = ON", "writable_schema = ON", "synchronous = OFF"):
        base.execute("PRAGMA " + pragma)
    return base


def loose(sql, columns, unique):
    """The text of a table that takes any value; unless unique, also one that another row has. Pages stay as they are:
    where the key is what rows are ordered by, all columns become the key."""
    sql = re.sub(r"--[^\n]*", "", sql)
    bare = re.sub(r"\s*CHECK \((?:[^()]|\([^()]*\))*\)", "", sql.replace("NOT NULL", ""))
    without = "WITHOUT ROWID" in bare
    bare = re.sub(r"\) STRICT(, WITHOUT ROWID)?$", ")", bare)
    if not unique:
        bare = re.sub(r",\s*UNIQUE \([^()]*\)", "", bare).replace(" UNIQUE", "")
        if without:
            bare = re.sub(r",\s*PRIMARY KEY \([^()]*\)", "", bare).replace(" PRIMARY KEY", "")
            bare = bare[:-1].rstrip() + f",\nPRIMARY KEY ({', '.join(columns)}))"
    return bare + (" WITHOUT ROWID" if without else "")


class Rows:
    """The rows of the file while its tables take anything. Indices that enforce what is unique, or have keys in them, are
    not kept up where that is not so."""

    def __init__(self, path, unique=True, stale=False):
        self.path = path
        base = connected(path)
        base.execute("CREATE TABLE temp.unused(x)")
        self.schema = base.execute("SELECT rowid, * FROM sqlite_schema").fetchall()
        by_key = {row[2] for row in self.schema if row[5] and "WITHOUT ROWID" in row[5]}
        for rowid, kind, name, table, _page, sql in self.schema:
            if kind == "table" and not name.startswith("sqlite_"):
                columns = [row[1] for row in base.execute(f"PRAGMA table_info({table})")]
                base.execute("UPDATE sqlite_schema SET sql = ? WHERE rowid = ?", (loose(sql, columns, unique), rowid))
            elif kind == "index" and (stale or not unique and (sql is None or table in by_key)):
                base.execute("DELETE FROM sqlite_schema WHERE rowid = ?", (rowid,))
        base.close()
        self.base = connected(path)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.base.execute("DELETE FROM sqlite_schema")
        self.base.executemany("INSERT INTO sqlite_schema(rowid, type, name, tbl_name, rootpage, sql) VALUES(?, ?, ?, ?, ?, ?)",
                              self.schema)
        self.base.close()

    def key(self, table):
        info = self.base.execute(f"PRAGMA table_info({table})").fetchall()
        return ", ".join(row[1] for row in sorted((row for row in info if row[5]), key=lambda row: row[5]))

    def count(self, table):
        return self.base.execute(f"SELECT count(*) FROM {table}").fetchone()[0]

    def at(self, table, place):
        """A condition for one row, by the order of keys. Keys of loosened tables may be all of the row."""
        key = self.key(table)
        return f"({key}) IS (SELECT {key} FROM {table} ORDER BY {key} LIMIT 1 OFFSET {place})"

    def set(self, table, column, value, where="1"):
        return self.base.execute(f"UPDATE {table} SET {column} = ? WHERE {where}", (value,)).rowcount > 0

    def get(self, table, column, place):
        return self.base.execute(f"SELECT {column} FROM {table} WHERE {self.at(table, place)}").fetchone()[0]

    def swap(self, table, column, here, there):
        a, b = self.get(table, column, here), self.get(table, column, there)
        key = self.key(table)
        # By what else the rows have, since their order may change with the first of the values.
        marks = [self.base.execute(f"SELECT {key} FROM {table} WHERE {self.at(table, place)}").fetchone() for place in (here, there)]
        names = key.split(", ")

        def put(mark, value):
            where = " AND ".join(f"{name} IS ?" for name in names)
            self.base.execute(f"UPDATE {table} SET {column} = ? WHERE {where}", (value, *mark))
            return tuple(value if name == column else old for name, old in zip(names, mark))

        first = put(marks[0], BETWEEN if column in names else b)
        put(marks[1], a)
        if column in names:
            put(first, b)
        return a != b


def references(path):
    """Columns that point to rows of other tables."""
    base = sqlite3.connect(path)
    tables = [row[0] for row in base.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]
    found = [(table, row[3]) for table in tables for row in base.execute(f"PRAGMA foreign_key_list({table})")]
    base.close()
    return found + [("input_span", "first_plan"), ("input_span", "last_plan")]


def changed(path, table, column, how, value=None):
    """One change; whether the file is another one now."""
    rows = None
    try:
        with Rows(path, unique=how != "duplicate" and not how.startswith("stale"), stale=how.startswith("stale")) as rows:
            count = rows.count(table)
            places = {"first": 0, "middle": count // 2, "last": count - 1}
            where = how.split()[-1]
            if count == 0:
                return False
            if where in places:
                return rows.set(table, column, value, rows.at(table, places[where]))
            if where == "all":
                return rows.set(table, column, value)
            if where == "nothing":
                return rows.set(table, column, NOTHING, rows.at(table, count // 2))
            if count < 2:
                return False
            if where == "swapped":
                return rows.swap(table, column, 0, count - 1)
            return rows.set(table, column, rows.get(table, column, 0), rows.at(table, count - 1))
    except (sqlite3.Error, OverflowError):
        return False
