from rest_framework import serializers

from .models import Result, Sample, Staff


class SampleSerializer(serializers.ModelSerializer):
    class Meta:
        model = Sample
        fields = ["id", "code", "matrix", "received", "comment"]


class ResultSerializer(serializers.ModelSerializer):
    class Meta:
        model = Result
        fields = ["id", "sample", "analyte", "value", "released"]
        read_only_fields = ["sample", "analyte", "value", "released"]


class StaffSerializer(serializers.ModelSerializer):
    class Meta:
        model = Staff
        fields = "__all__"
