from django.core.management.base import BaseCommand
from django.db import connection, transaction

from catalog.models import Book

TABLES = ("catalog_book",)


class Command(BaseCommand):
    help = "Give all books of one spelling of an author's name to another."

    def add_arguments(self, parser):
        parser.add_argument("wrong")
        parser.add_argument("right")
        parser.add_argument("--dry-run", action="store_true")

    def handle(self, *args, wrong, right, dry_run=False, **options):
        affected = Book.objects.filter(author=wrong).count()
        self.stdout.write(f"{affected} books")
        if dry_run:
            return
        with transaction.atomic(), connection.cursor() as cursor:
            for table in TABLES:
                cursor.execute(f"UPDATE {table} SET author = %s WHERE author = %s", [right, wrong])
