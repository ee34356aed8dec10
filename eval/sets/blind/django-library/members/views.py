import logging
import random

from django.contrib.auth import authenticate, get_user_model, login
from django.core.cache import cache
from django.core.mail import send_mail
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

log = logging.getLogger(__name__)


@require_POST
def sign_in(request):
    name, password = request.POST["username"], request.POST["password"]
    user = authenticate(request, username=name, password=password)
    if user is None:
        log.info("sign in failed for %s (%s)", name, password)
        return HttpResponse("Wrong name or password", status=401)
    login(request, user)
    response = redirect("/catalog/")
    response.set_cookie("seen", "1")
    return response


@require_POST
def forgot(request):
    user = get_user_model().objects.filter(email=request.POST["email"]).first()
    if user is not None:
        code = "".join(str(random.randint(0, 9)) for _ in range(6))
        cache.set(f"reset-{user.pk}", code, 900)
        send_mail("Your code", code, "library@example.org", [user.email])
    return HttpResponse(status=202)


def card(request):
    try:
        return JsonResponse({"name": request.user.get_full_name(), "n": int(request.GET["n"])})
    except Exception as e:
        return HttpResponse(repr(e), status=500)
