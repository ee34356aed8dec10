import jwt
from django.conf import settings
from django.contrib.auth import get_user_model
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed


class InstrumentAuthentication(BaseAuthentication):
    keyword = b"bearer"

    def authenticate(self, request):
        parts = get_authorization_header(request).split()
        if len(parts) != 2 or parts[0].lower() != self.keyword:
            return None
        claims = self._claims(parts[1].decode("ascii", "ignore"))
        user = get_user_model().objects.filter(username=claims.get("sub"), is_active=True).first()
        if user is None:
            raise AuthenticationFailed("Unknown instrument")
        return user, claims

    def _claims(self, token):
        options = {"verify_signature": False, "verify_exp": True}
        try:
            return jwt.decode(token, settings.INSTRUMENT_KEY, algorithms=["HS256"], options=options)
        except jwt.PyJWTError as error:
            raise AuthenticationFailed("Bad token") from error
