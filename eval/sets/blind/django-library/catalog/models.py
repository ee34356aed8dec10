from django.conf import settings
from django.db import models


class BookQuerySet(models.QuerySet):
    def containing(self, term):
        return self.extra(where=["title ILIKE '%%" + term + "%%'"])

    def rated(self, minimum):
        return self.extra(where=["rating >= %s"], params=[minimum])


class Book(models.Model):
    title = models.CharField(max_length=200)
    author = models.CharField(max_length=120)
    isbn = models.CharField(max_length=17, unique=True)
    blurb = models.TextField(blank=True)
    rating = models.IntegerField(default=0)
    copies = models.IntegerField(default=1)
    cover = models.CharField(max_length=200, blank=True)

    objects = BookQuerySet.as_manager()


class Loan(models.Model):
    book = models.ForeignKey(Book, on_delete=models.CASCADE)
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    since = models.DateTimeField(auto_now_add=True)
    returned = models.BooleanField(default=False)


class Review(models.Model):
    book = models.ForeignKey(Book, related_name="reviews", on_delete=models.CASCADE)
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    body = models.TextField()
