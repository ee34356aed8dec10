from django.db import connection

from .models import Book

ORDERS = {"title": "title", "author": "author", "new": "id DESC"}


def _rows(cursor):
    names = [c[0] for c in cursor.description]
    return [dict(zip(names, row)) for row in cursor.fetchall()]


def shelf(order):
    sql = "SELECT id, title, author FROM catalog_book WHERE copies > %s ORDER BY " + ORDERS.get(order, "title")
    with connection.cursor() as cursor:
        cursor.execute(sql, [0])
        return _rows(cursor)


def overdue(branch):
    condition = _equals("branch", branch)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id, member_id FROM catalog_loan WHERE NOT returned AND {condition}")
        return _rows(cursor)


def by_author(name):
    return Book.objects.raw("SELECT * FROM catalog_book WHERE author = '%s'" % name)


def by_isbn(isbn):
    return Book.objects.raw("SELECT * FROM catalog_book WHERE isbn = %s", [isbn])


def _equals(column, value):
    return "%s = '%s'" % (column, value)
