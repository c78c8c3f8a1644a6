"""Django views that leave the ORM's own quoting."""
from django.contrib.auth.models import User
from django.db import connection, connections
from django.db.models.expressions import RawSQL
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404
from django.views import View

from .models import Article, Comment


def article_list(request):
    tag = request.GET.get("tag", "")
    # ruleid: sql-injection
    articles = Article.objects.raw("SELECT * FROM blog_article WHERE tag = '%s'" % tag)
    return JsonResponse({"count": len(list(articles))})


def article_list_bound(request):
    tag = request.GET.get("tag", "")
    # ok: sql-injection
    articles = Article.objects.raw("SELECT * FROM blog_article WHERE tag = %s", [tag])
    return JsonResponse({"count": len(list(articles))})


def article_filter(request):
    # ok: sql-injection
    found = Article.objects.filter(title__icontains=request.GET["title"]).exclude(author=request.GET.get("not"))
    return JsonResponse({"count": found.count()})


def article_extra(request):
    clause = "lower(title) = '" + request.GET["title"].lower() + "'"
    # ruleid: sql-injection
    found = Article.objects.extra(where=[clause])
    return JsonResponse({"count": found.count()})


def article_extra_bound(request):
    # ok: sql-injection
    found = Article.objects.extra(where=["lower(title) = %s"], params=[request.GET["title"].lower()])
    return JsonResponse({"count": found.count()})


def comment_scores(request):
    weight = request.POST["weight"]
    # ruleid: sql-injection
    scored = Comment.objects.annotate(score=RawSQL("votes * " + weight, []))
    return JsonResponse({"count": scored.count()})


def comment_scores_bound(request):
    weight = request.POST["weight"]
    # ok: sql-injection
    scored = Comment.objects.annotate(score=RawSQL("votes * %s", (weight,)))
    return JsonResponse({"count": scored.count()})


def delete_comment(request, slug):
    reason = request.POST.get("reason", "spam")
    with connection.cursor() as cursor:
        # ruleid: sql-injection
        cursor.execute("UPDATE blog_comment SET hidden = 1, reason = '" + reason + "' WHERE slug = %s", [slug])
    return JsonResponse({"hidden": True})


def delete_comment_bound(request, slug):
    reason = request.POST.get("reason", "spam")
    with connection.cursor() as cursor:
        # ok: sql-injection
        cursor.execute("UPDATE blog_comment SET hidden = 1, reason = %s WHERE slug = %s", [reason, slug])
    return JsonResponse({"hidden": True})


def vote(request):
    try:
        amount = int(request.POST["amount"])
    except (KeyError, ValueError):
        raise Http404("no amount")
    with connections["replica"].cursor() as cursor:
        # ok: sql-injection
        cursor.execute("UPDATE blog_comment SET votes = votes + %d" % amount)
    return JsonResponse({"amount": amount})


class ArchiveView(View):
    columns = ("title", "published")

    def get(self, request, *args, **kwargs):
        year = self.request.GET.get("year")
        with connection.cursor() as cursor:
            # ruleid: sql-injection
            cursor.execute(f"SELECT title FROM blog_article WHERE strftime('%Y', published) = '{year}'")
            return JsonResponse({"titles": cursor.fetchall()})

    def post(self, request, *args, **kwargs):
        column = request.POST.get("column")
        if column not in self.columns:
            raise Http404("no such column")
        with connection.cursor() as cursor:
            # ok: sql-injection
            cursor.execute(f"SELECT {column} FROM blog_article")
            return JsonResponse({"titles": cursor.fetchall()})

    def put(self, request, *args, **kwargs):
        table = self.table_for(request.body.decode())
        with connection.cursor() as cursor:
            # ok: sql-injection
            cursor.execute("SELECT count(*) FROM " + table)
            return JsonResponse({"counts": cursor.fetchall()})

    def delete(self, request, *args, **kwargs):
        name = self.cleaned(request.GET.get("name", ""))
        with connection.cursor() as cursor:
            # ruleid: sql-injection
            cursor.execute("DELETE FROM blog_article WHERE title = '" + name + "'")
        return JsonResponse({"deleted": True})

    def table_for(self, kind):
        if kind == "articles":
            return "blog_article"
        return "blog_comment"

    def cleaned(self, name):
        return name.replace("\t", " ").strip()


def user_by_session(request):
    # The value comes from a cookie, whatever the name of the variable says.
    trusted = request.COOKIES.get("user", "guest")
    # ruleid: sql-injection
    users = User.objects.raw("SELECT * FROM auth_user WHERE username = '{0}'".format(trusted))
    return JsonResponse({"found": len(list(users))})


def user_by_number(request):
    # ok: sql-injection
    user = get_object_or_404(User, pk=request.GET["id"])
    return JsonResponse({"name": user.username})
