import hmac

from rest_framework import mixins, status, viewsets
from rest_framework.decorators import action
from rest_framework.permissions import AllowAny
from rest_framework.response import Response
from rest_framework.views import APIView

from . import selectors, services
from .models import Result, Sample, Staff
from .serializers import ResultSerializer, SampleSerializer, StaffSerializer


class SampleViewSet(viewsets.ModelViewSet):
    serializer_class = SampleSerializer

    def get_queryset(self):
        customer = self.request.user.staff.customer
        term = self.request.query_params.get("q")
        if term:
            return selectors.matching(customer, term)
        return selectors.samples_of(customer, self.request.query_params.get("ordering", "code"))

    def perform_create(self, serializer):
        serializer.save(customer=self.request.user.staff.customer)

    @action(detail=False)
    def statistics(self, request):
        params = request.query_params
        customer = request.user.staff.customer
        return Response(selectors.statistics(customer, params.get("analyte"), params.get("group")))

    @action(detail=False)
    def above(self, request):
        params = request.query_params
        customer = request.user.staff.customer
        rows = selectors.above(customer, params.get("analyte"), params.get("factor", "1"))
        return Response(ResultSerializer(rows, many=True).data)


class ResultViewSet(mixins.RetrieveModelMixin, viewsets.GenericViewSet):
    serializer_class = ResultSerializer
    queryset = Result.objects.all()

    @action(detail=True, methods=["post"])
    def release(self, request, pk=None):
        if not request.user.staff.is_supervisor:
            return Response(status=status.HTTP_403_FORBIDDEN)
        result = Result.objects.get(pk=pk, sample__customer=request.user.staff.customer)
        result.released = True
        result.save()
        return Response(ResultSerializer(result).data)


class StaffViewSet(mixins.RetrieveModelMixin, mixins.UpdateModelMixin, viewsets.GenericViewSet):
    serializer_class = StaffSerializer

    def get_queryset(self):
        return Staff.objects.filter(user=self.request.user)


class InstrumentImport(APIView):
    def post(self, request):
        upload = request.FILES["run"]
        return Response({"stored": services.store_run(request.user.staff.customer, upload.read())})


class InstrumentSettings(APIView):
    def post(self, request):
        values = services.instrument_settings(request.data.get("settings", ""))
        state = None
        if request.data.get("state"):
            state = services.restore_state(request.data["state"])
        return Response({"settings": values, "restored": state is not None})


class CertificateVerify(APIView):
    permission_classes = [AllowAny]

    def get(self, request):
        sample = Sample.objects.filter(code=request.query_params.get("sample", "")).first()
        code = request.query_params.get("code", "")
        valid = sample is not None and hmac.compare_digest(services.certificate_code(sample), code)
        return Response({"valid": valid})
