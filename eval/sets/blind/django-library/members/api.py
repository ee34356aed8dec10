from django.contrib.auth import get_user_model
from rest_framework import serializers, viewsets


class MemberSerializer(serializers.ModelSerializer):
    class Meta:
        model = get_user_model()
        fields = "__all__"


class MemberViewSet(viewsets.ModelViewSet):
    queryset = get_user_model().objects.all()
    serializer_class = MemberSerializer
