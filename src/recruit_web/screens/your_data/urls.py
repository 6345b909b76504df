"""At which address does a candidate say whether their data may be kept?"""

from __future__ import annotations

from django.urls import path

from recruit_web.screens.your_data import views

urlpatterns = [path("your-data/<str:token>", views.your_data, name="your_data")]
