"""Addresses for moderators, for appeals, reports and takedown notices, for the policy and the ledger."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
