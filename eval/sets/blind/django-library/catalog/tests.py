from django.test import TestCase

from .models import Book


class SearchTest(TestCase):
    def test_rated(self):
        Book.objects.create(title="A", author="B", isbn="1", rating=4)
        self.assertEqual(Book.objects.rated(3).count(), 1)
