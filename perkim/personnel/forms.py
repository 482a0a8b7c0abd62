"""Forms of the admin's desk: accounts, roles, acting officials, village slips."""

from typing import Any

from django import forms
from django.utils import timezone

from perkim.accounts.models import Assignment, User
from perkim.accounts.querysets import AssignmentQuerySet
from perkim.accounts.roles import ACTING_ROLES, Role
from perkim.accounts.typed import email_address, person_name
from perkim.lib.day_field import DayField
from perkim.lib.digits_field import DigitsField
from perkim.lib.names import by_name
from perkim.lib.text import shortened
from perkim.regions.models import Region
from perkim.sipoc.registry import programmes

# Days are typed as people write them.
DAYS = {"starts": DayField, "ends": DayField}


def programme_choices() -> list[tuple[str, str]]:
    return [("", "Semua program"), *((programme.slug, programme.title) for programme in programmes())]


class PostField(forms.ModelChoiceField):
    """A post by its title."""

    def label_from_instance(self, obj: Assignment) -> str:
        return obj.label


class PersonField(forms.ModelChoiceField):
    """An account by the name of its holder."""

    def label_from_instance(self, obj: User) -> str:
        return obj.named


class RegionField(forms.CharField):
    """A region typed as a name with its kecamatan (from the suggestions) or as a code; becomes a Region."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.TextInput(attrs={"list": "wilayah", "autocomplete": "off"}), **kwargs)

    def clean(self, value: Any) -> Region | None:
        typed = super().clean(value).strip()
        if not typed:
            return None
        code = typed.rsplit("(", 1)[-1].rstrip(")").strip() if "(" in typed else typed
        region = Region.objects.filter(code=code).select_related("parent").first()
        if region is None:
            regions = list(Region.objects.called(code).select_related("parent")[:2])
            if len(regions) > 1:
                raise forms.ValidationError(
                    f"Ada lebih dari satu wilayah bernama {shortened(code)}. Pilih dari daftar, yang menyebut "
                    "kecamatan dan kode."
                )
            region = regions[0] if regions else None
        if region is None:
            raise forms.ValidationError(
                f"Wilayah “{shortened(typed)}” tidak dikenal. Pilih dari daftar, atau tulis kodenya."
            )
        return region


def fill(form: forms.ModelForm) -> None:
    """Put the cleaned fields into the instance unchecked: the action checks it, with its own sentences."""
    for name, value in form.cleaned_data.items():
        setattr(form.instance, name, value)


class AccountForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["username", "name", "salutation", "email", "nip", "rank"]
        field_classes = {"nip": DigitsField}
        help_texts = {
            "username": "Huruf kecil, angka, titik. Misalnya rahayu.wulandari.",
            "name": "Nama dengan gelar, seperti pada naskah.",
            "nip": "18 angka, dengan atau tanpa spasi. Diperlukan bagi pejabat penanda tangan.",
            "rank": "Seperti pada naskah, misalnya Pembina Tingkat I (IV/b).",
        }

    def clean_username(self) -> str:
        return self.cleaned_data["username"].lower()

    def clean_name(self) -> str:
        return person_name(self.cleaned_data["name"])

    def clean_email(self) -> str:
        return email_address(self.cleaned_data["email"])


class AssignmentForm(forms.ModelForm):
    """A role for an account; the account itself is given by the view."""

    role = forms.ChoiceField(label="Peran", choices=[("", "Pilih peran"), *Role.choices])
    programme = forms.ChoiceField(label="Program", required=False, choices=programme_choices)
    region = RegionField(label="Wilayah", help_text="Desa, kecamatan, atau kabupaten. Ketik beberapa huruf lalu pilih.")

    class Meta:
        model = Assignment
        fields = ["role", "programme", "region", "title", "starts", "ends"]
        field_classes = DAYS

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.user = user
        self.fields["starts"].initial = timezone.localdate()
        top = Region.objects.filter(kind=Region.Kind.KABUPATEN).first()
        self.fields["region"].initial = f"{top} ({top.code})" if top else ""

    def _post_clean(self) -> None:
        fill(self)


class ActingForm(forms.ModelForm):
    """An acting official for a post of the account shown."""

    acting_for = PostField(
        label="Jabatan yang diwakili", queryset=Assignment.objects.none(), empty_label="Pilih jabatan"
    )
    user = PersonField(label="Pejabat pelaksana", queryset=User.objects.none(), empty_label="Pilih pejabat")
    acting = forms.ChoiceField(label="Sebagai", choices=Assignment.Acting.choices, widget=forms.RadioSelect)

    class Meta:
        model = Assignment
        fields = ["acting_for", "acting", "user", "starts", "ends", "basis"]
        field_classes = DAYS

    def __init__(self, *args: Any, holder: User, **kwargs: Any) -> None:
        # Ids of its own: on the page of an account it stands below AssignmentForm, which has dates too.
        kwargs.setdefault("auto_id", "id_acting_%s")
        super().__init__(*args, **kwargs)
        posts = holder.assignments.of_roles(ACTING_ROLES).filter(acting="")
        self.offer(posts.overlapping(timezone.localdate(), None), holder)
        self.fields["ends"].required = self.fields["basis"].required = True
        self.fields["basis"].help_text = "Misalnya: Surat Perintah Nomor 821/15/427.48/2026, 20 November 2026."

    def offer(self, posts: AssignmentQuerySet, holder: User) -> None:
        others = User.objects.filter(is_active=True).exclude(pk=holder.pk).order_by(*by_name("name", "pk"))
        for name, choices in (("acting_for", posts), ("user", others)):
            field = self.fields[name]
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = choices

    def _post_clean(self) -> None:
        fill(self)


class EndForm(forms.Form):
    last_day = DayField(
        label="Hari terakhir", error_messages={"required": "Hari terakhir masih kosong. Isi tanggalnya."}
    )


class VillageSlipsForm(forms.Form):
    """Which villages get accounts and slips."""

    kecamatan = forms.ModelChoiceField(
        label="Kecamatan", queryset=Region.objects.kecamatan(), required=False, empty_label="Semua kecamatan"
    )
