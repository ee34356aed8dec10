import logging
import pickle
import zipfile

from django.conf import settings
from django.contrib.auth.decorators import login_required, permission_required
from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template import Context, Template
from django.utils.html import escape, format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import mark_safe
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from . import files, queries, tools
from .forms import BookForm, ReviewForm
from .models import Book, Loan, Review

log = logging.getLogger(__name__)


def search(request):
    term = request.GET.get("q", "")
    books = Book.objects.containing(term) if term else Book.objects.all()[:50]
    heading = mark_safe("Results for <b>" + term + "</b>")
    return render(request, "catalog/search.html", {"books": books, "heading": heading, "term": term})


def shelf(request):
    return JsonResponse({"books": queries.shelf(request.GET.get("order", ""))})


def author(request, name):
    return JsonResponse({"books": [b.title for b in queries.by_author(name)]})


def detail(request, pk):
    book = get_object_or_404(Book, pk=pk)
    badge = format_html("<span class='badge'>{}</span>", book.author)
    return render(request, "catalog/detail.html", {"book": book, "badge": badge, "reviews": book.reviews.all()})


@login_required
@require_POST
def review(request, pk):
    form = ReviewForm(request.POST)
    if form.is_valid():
        Review.objects.create(book_id=pk, member=request.user, body=form.cleaned_data["body"])
    return redirect("book", pk=pk)


@csrf_exempt
@login_required
@require_POST
def borrow(request, pk):
    book = get_object_or_404(Book, pk=pk)
    if book.copies < 1:
        return HttpResponse("No copies left", status=409)
    book.copies -= 1
    book.save()
    Loan.objects.create(book=book, member=request.user)
    return redirect("book", pk=pk)


@login_required
def receipt(request, loan_id):
    loan = get_object_or_404(Loan, pk=loan_id)
    return render(request, "catalog/receipt.html", {"loan": loan})


@login_required
@require_POST
def give_back(request, loan_id):
    loan = get_object_or_404(Loan, pk=loan_id, member=request.user)
    loan.returned = True
    loan.save()
    return redirect(request.POST.get("next", "/"))


def language(request):
    target = request.GET.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        target = "/"
    return HttpResponseRedirect(target)


@login_required
def scan(request):
    return FileResponse(files.open_scan(request.GET["name"]))


@login_required
def sample(request):
    return FileResponse(files.open_sample(request.GET["name"]))


@permission_required("catalog.add_book")
def cover(request, pk):
    book = get_object_or_404(Book, pk=pk)
    if request.method != "POST":
        raise Http404
    book.cover = files.store_cover(request.FILES["cover"])
    book.save()
    return redirect("book", pk=pk)


@permission_required("catalog.add_book")
@require_POST
def bulk(request):
    with zipfile.ZipFile(request.FILES["archive"]) as archive:
        for info in archive.infolist():
            target = settings.MEDIA_ROOT / "bulk" / info.filename
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(archive.read(info))
    return HttpResponse(status=204)


@login_required
@require_POST
def restore_list(request):
    saved = pickle.loads(request.FILES["list"].read())
    return JsonResponse({"items": len(saved)})


@permission_required("catalog.add_book")
def letter(request):
    template = Template("Dear member,\n" + request.POST.get("text", ""))
    return HttpResponse(template.render(Context({"user": request.user})), content_type="text/plain")


@permission_required("catalog.add_book")
def convert(request):
    return HttpResponse(tools.convert(request.GET["file"], request.GET.get("format", "epub")), content_type="text/plain")


@permission_required("catalog.add_book")
def metadata(request):
    return HttpResponse(tools.fetch(request.GET["url"]), content_type="text/plain")


def ping(request):
    return HttpResponse("<p>pong " + escape(request.GET.get("m", "")) + "</p>")


@permission_required("catalog.add_book")
def edit(request, pk):
    form = BookForm(request.POST or None, instance=get_object_or_404(Book, pk=pk))
    if request.method == "POST" and form.is_valid():
        form.save()
        return redirect("book", pk=pk)
    return render(request, "catalog/edit.html", {"form": form})
