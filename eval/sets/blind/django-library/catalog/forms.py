from django import forms

from .models import Book


class BookForm(forms.ModelForm):
    class Meta:
        model = Book
        fields = ["title", "author", "isbn", "blurb"]


class ReviewForm(forms.Form):
    body = forms.CharField(max_length=2000)
