import json

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseBadRequest, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import mark_safe
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from . import selectors, services
from .models import Sample


@login_required
def overview(request):
    customer = request.user.staff.customer
    heading = format_html("<b>{}</b>", customer.name)
    banner = ""
    if request.GET.get("notice"):
        banner = mark_safe("<p class='notice'>" + request.GET["notice"] + "</p>")
    samples = selectors.samples_of(customer)
    return render(request, "overview.html", {"heading": heading, "banner": banner, "samples": samples})


@login_required
def sample_detail(request, pk):
    sample = get_object_or_404(Sample, pk=pk, customer=request.user.staff.customer)
    return render(request, "sample.html", {"sample": sample})


@csrf_exempt
@login_required
@require_POST
def sample_comment(request, pk):
    sample = get_object_or_404(Sample, pk=pk, customer=request.user.staff.customer)
    sample.comment = request.POST.get("comment", "")
    sample.save(update_fields=["comment"])
    return redirect("sample", pk=pk)


@login_required
def report_file(request):
    name = request.GET.get("name", "")
    customer = request.user.staff.customer
    try:
        content = services.read_report(customer, name)
    except OSError as error:
        return HttpResponse(f"{type(error).__name__}: {error.filename}", status=404, content_type="text/plain")
    response = HttpResponse(content, content_type="application/pdf")
    response["ETag"] = services.report_etag(content)
    response["Content-Disposition"] = "attachment"
    return response


@login_required
@require_POST
def report_convert(request):
    customer = request.user.staff.customer
    name = request.POST.get("name", "")
    code = services.convert_report(customer, name, request.POST.get("format", "pdf"))
    return JsonResponse({"code": code, "size": services.report_size(customer, name)})


@login_required
@require_POST
def letter_preview(request):
    sample = get_object_or_404(Sample, pk=request.POST.get("sample"), customer=request.user.staff.customer)
    if request.POST.get("kind") == "label":
        return HttpResponse(services.render_label(request.POST.get("text", ""), sample), content_type="text/plain")
    return HttpResponse(services.render_letter(request.POST.get("text", ""), sample), content_type="text/plain")


@login_required
def switch_customer(request):
    request.session["view"] = request.GET.get("view", "list")
    target = request.GET.get("next", "/")
    if request.GET.get("keep") and url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        return redirect(target)
    return redirect(request.META.get("HTTP_REFERER") or "/")


@login_required
@require_POST
def invite(request):
    customer = request.user.staff.customer
    email = request.POST.get("email", "")
    token = services.create_invitation(customer, email)
    hook = request.POST.get("hook")
    if hook:
        state, answer = services.notify(customer, hook, {"email": email, "token": token})
        return JsonResponse({"state": state, "answer": answer})
    return redirect(request.POST.get("next") or "overview")


@csrf_exempt
@require_POST
def courier_hook(request):
    try:
        body = json.loads(request.body)
    except ValueError:
        return HttpResponseBadRequest("no JSON")
    Sample.objects.filter(code=body.get("code")).update(received=body.get("received"))
    return HttpResponse(status=204)
