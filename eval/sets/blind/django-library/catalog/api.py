from xml.sax.handler import ContentHandler

from django.http import HttpResponse
from rest_framework import permissions, serializers, viewsets
from rest_framework.decorators import action
from rest_framework.response import Response

from . import queries, tools
from .models import Book, Loan


class TitleHandler(ContentHandler):
    def __init__(self):
        super().__init__()
        self.text = []

    def characters(self, content):
        self.text.append(content)


class BookSerializer(serializers.ModelSerializer):
    class Meta:
        model = Book
        fields = ["id", "title", "author", "isbn", "copies"]


class LoanSerializer(serializers.ModelSerializer):
    class Meta:
        model = Loan
        fields = ["id", "book", "since", "returned"]
        read_only_fields = ["since"]


class BookViewSet(viewsets.ReadOnlyModelViewSet):
    queryset = Book.objects.all()
    serializer_class = BookSerializer
    permission_classes = [permissions.AllowAny]

    @action(detail=False, methods=["post"], permission_classes=[permissions.IsAdminUser])
    def onix(self, request):
        handler = TitleHandler()
        tools.parse_onix(request.FILES["file"], handler)
        return HttpResponse("".join(handler.text), content_type="text/plain")

    @action(detail=False)
    def isbn(self, request):
        return Response([b.title for b in queries.by_isbn(request.query_params["n"])])


class LoanViewSet(viewsets.ModelViewSet):
    serializer_class = LoanSerializer

    def get_queryset(self):
        return Loan.objects.filter(member=self.request.user)

    def perform_create(self, serializer):
        serializer.save(member=self.request.user)

    @action(detail=False, permission_classes=[permissions.IsAdminUser])
    def overdue(self, request):
        return Response(queries.overdue(request.query_params.get("branch", "")))
