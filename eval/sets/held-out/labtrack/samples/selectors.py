from django.db import connection
from django.db.models.expressions import RawSQL

from .models import Result, Sample

ORDERINGS = {"code": "code", "received": "received", "matrix": "matrix"}


def samples_of(customer, ordering="code"):
    return Sample.objects.filter(customer=customer).order_by(ORDERINGS.get(ordering, "code"))


def matching(customer, term):
    condition = "upper(code) LIKE upper('%%%s%%')" % term
    return Sample.objects.filter(customer=customer).extra(where=[condition])


def statistics(customer, analyte, group):
    column = ORDERINGS.get(group, "matrix")
    sql = (
        f"SELECT s.{column}, avg(r.value), count(*) FROM samples_result r"
        " JOIN samples_sample s ON s.id = r.sample_id"
        f" WHERE s.customer_id = %s AND r.analyte = %s GROUP BY s.{column}"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [customer.pk, analyte])
        return cursor.fetchall()


def above(customer, analyte, factor):
    limit = RawSQL("(SELECT avg(value) * " + factor + " FROM samples_result)", [])
    return Result.objects.filter(sample__customer=customer, analyte=analyte, value__gt=limit)
