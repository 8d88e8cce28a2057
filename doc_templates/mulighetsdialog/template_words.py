"""What the shipped Word templates of the opportunity dialogue say, in both written standards of Norwegian."""

from types import SimpleNamespace

_WORDS = {
    # headings
    "packet_title": ("Dokumentpakke til mulighetsdialog", "Dokumentpakke til moglegheitsdialog"),
    "note_title": ("Notat til mulighetsdialog", "Notat til moglegheitsdialog"),
    "response_title": ("Innledende respons til mulighetsdialog", "Innleiande respons til moglegheitsdialog"),
    "supplement_title": ("Tillegg til dokumentpakken", "Tillegg til dokumentpakken"),
    "contents": ("Innhold", "Innhald"),
    "day": ("Program og deltakere", "Program og deltakarar"),
    "programme": ("Program", "Program"),
    "participants": ("Deltakere", "Deltakarar"),
    "overview": ("Oversikt over svarene", "Oversikt over svara"),
    "matrix": ("Foreløpig vurdering – ikke bindende", "Førebels vurdering – ikkje bindande"),
    "situation": ("Kort om kommunen og situasjonen", "Kort om kommunen og situasjonen"),
    "remarks": ("Generelle merknader fra dem som svarer", "Generelle merknader frå dei som svarar"),
    "remark": ("Generell merknad", "Generell merknad"),
    "specialists": ("Fagpersoner som deltar", "Fagpersonar som deltek"),
    "theme": ("Tema {{ theme.number }}: {{ theme.title }}", "Tema {{ theme.number }}: {{ theme.title }}"),
    "papers": ("Vedlegg og grunnlag", "Vedlegg og grunnlag"),
    "attachments": ("Vedlegg", "Vedlegg"),
    "basis": ("Dette bygger dokumentpakken på", "Dette byggjer dokumentpakken på"),
    "news": ("Dette er nytt", "Dette er nytt"),
    # cover
    "host": ("Vertskap", "Vertskap"),
    "answers": ("Svarer", "Svarar"),
    "guests": ("Invitert", "Invitert"),
    "packet": ("Dokumentpakke", "Dokumentpakke"),
    "packet_number": ("Nr. {{ packet.number }}, {{ packet.day }}", "Nr. {{ packet.number }}, {{ packet.day }}"),
    "preview": ("Forhåndsvisning, {{ packet.day }}", "Førehandsvising, {{ packet.day }}"),
    "phase": ("Hva denne fasen er – og ikke er", "Kva denne fasen er – og ikkje er"),
    "public": ("Innsyn vurderes etter offentleglova.", "Innsyn blir vurdert etter offentleglova."),
    # running head and foot
    "packet_head": ("Dokumentpakke nr. {{ packet.number }} · {{ packet.date }}",) * 2,
    "preview_head": ("Forhåndsvisning · {{ packet.date }}", "Førehandsvising · {{ packet.date }}"),
    "note_head": ("Notat · {{ note.submitted_date }}", "Notat · {{ note.submitted_date }}"),
    "response_head": (
        "Innledende respons · {{ response.submitted_date }}",
        "Innleiande respons · {{ response.submitted_date }}",
    ),
    "supplement_head": ("Tillegg nr. {{ supplement.number }} · {{ supplement.date }}",) * 2,
    "not_binding": ("Innledende, ikke bindende", "Innleiande, ikkje bindande"),
    "page": ("Side", "Side"),
    "of": ("av", "av"),
    # tables
    "clock": ("Kl.", "Kl."),
    "what": ("Hva", "Kva"),
    "name": ("Navn", "Namn"),
    "position": ("Stilling", "Stilling"),
    "part": ("Rolle", "Rolle"),
    "themes": ("Tema", "Tema"),
    "attendance": ("Deltar", "Deltek"),
    "case": ("Saksnummer {{ party.case_number }}", "Saksnummer {{ party.case_number }}"),
    "specialist": ("Fagperson", "Fagperson"),
    "contact": ("Kontaktperson", "Kontaktperson"),
    "number": ("Nr.", "Nr."),
    "attachment": ("Vedlegg", "Vedlegg"),
    "sender": ("Fra", "Frå"),
    "size": ("Format og størrelse", "Format og storleik"),
    "other_channel": ("Ettersendes i annen kanal", "Blir ettersendt i annan kanal"),
    "web": ("Nettadresse", "Nettadresse"),
    "not_enclosed": ("Ikke vedlagt", "Ikkje vedlagt"),
    "document": ("Dokument", "Dokument"),
    "sent": ("Sendt inn", "Sendt inn"),
    "on_behalf": ("registrert av vertskapet", "registrert av vertskapet"),
    "missing_row": ("Ikke sendt inn innen fristen", "Ikkje sendt inn innan fristen"),
    # table titles and descriptions, for those who cannot see the table
    "programme_said": ("Klokkeslett og innhold for hver del av dagen", "Klokkeslett og innhald for kvar del av dagen"),
    "participants_said": (
        "Navn, stilling og rolle i dialogen, ordnet etter part",
        "Namn, stilling og rolle i dialogen, ordna etter part",
    ),
    "matrix_said": (
        "Hver rad er et punkt fra notatet, hver kolonne en part som svarer. Cellen har vurderingen i ord og lenke til svaret.",
        "Kvar rad er eit punkt frå notatet, kvar kolonne ein part som svarar. Cella har vurderinga i ord og lenkje til svaret.",
    ),
    "attachments_said": (
        "Nummer, tittel, avsender og størrelse for hvert vedlegg",
        "Nummer, tittel, avsendar og storleik for kvart vedlegg",
    ),
    "basis_said": (
        "Hvilke dokumenter dokumentpakken er satt sammen av",
        "Kva dokument dokumentpakken er sett saman av",
    ),
    # the matrix
    "item": ("Ønske eller problemstilling", "Ønske eller problemstilling"),
    "reserve": ("Foreløpig, ikke bindende", "Førebels, ikkje bindande"),
    "matrix_part": (
        "Foreløpig vurdering – ikke bindende, del {{ table.number }} av {{ table.of }}",
        "Førebels vurdering – ikkje bindande, del {{ table.number }} av {{ table.of }}",
    ),
    "intro": (
        "Tabellen viser hvordan hver av dem som svarer, foreløpig vurderer handlingsrommet. "
        "Velg en vurdering for å gå til hele svaret. ",
        "Tabellen viser korleis kvar av dei som svarar, førebels vurderer handlingsrommet. "
        "Vel ei vurdering for å gå til heile svaret. ",
    ),
    "all_answered": ("Alle {{ counts.asked }} spørsmål er besvart.", "Alle {{ counts.asked }} spørsmåla har fått svar."),
    "some_answered": (
        "{{ counts.answered }} av {{ counts.asked }} spørsmål er besvart innen fristen.",
        "{{ counts.answered }} av {{ counts.asked }} spørsmål har fått svar innan fristen.",
    ),
    "not_asked": ("Ikke spurt", "Ikkje spurd"),
    "missing": ("Ikke besvart innen fristen", "Ikkje svart innan fristen"),
    "not_asked_means": (
        " betyr at vertskapet ikke har stilt et spørsmål til denne parten. ",
        " tyder at vertskapet ikkje har stilt spørsmål til denne parten. ",
    ),
    "missing_means": (
        " betyr at parten er spurt, men ikke har svart. Et svar som kommer senere, sendes til alle som et nummerert tillegg.",
        " tyder at parten er spurd, men ikkje har svart. Eit svar som kjem seinare, blir sendt til alle som eit nummerert tillegg.",
    ),
    "no_items": ("Tema uten punkter i notatet: ", "Tema utan punkt i notatet: "),
    # an item and its answers
    "priority": ("prioritet", "prioritet"),
    "concerns": ("gjelder", "gjeld"),
    "to_overview": ("Til oversikten", "Til oversikta"),
    "background": ("Bakgrunn", "Bakgrunn"),
    "tried": ("Allerede prøvd", "Alt prøvd"),
    "outcome": ("Ønsket resultat", "Ønskt resultat"),
    "question": ("Spørsmål", "Spørsmål"),
    "to": ("Til", "Til"),
    "no_question": ("Ikke spurt, har svart likevel", "Ikkje spurd, har svart likevel"),
    "status": ("Foreløpig vurdering", "Førebels vurdering"),
    "assessment": ("Vurdering", "Vurdering"),
    "formal": ("Formell prosess", "Formell prosess"),
    "needs": ("Trengs før dialogen", "Trengst før dialogen"),
    "next": ("Neste steg", "Neste steg"),
    "experts": ("Fagpersoner", "Fagpersonar"),
    "later": (
        "Et svar som kommer senere, sendes til alle som et nummerert tillegg.",
        "Eit svar som kjem seinare, blir sendt til alle som eit nummerert tillegg.",
    ),
    # letters of one party
    "dialog": ("Dialogen", "Dialogen"),
    "approved": ("Godkjent av", "Godkjent av"),
    "case_number": ("Saksnummer", "Saksnummer"),
    "correction": (
        "Rettet utgave nr. {{ response.version }}. Den erstatter det som ble sendt inn før.",
        "Retta utgåve nr. {{ response.version }}. Utgåva erstattar det som blei sendt inn før.",
    ),
    # supplement
    "supplement_number": (
        "Tillegg nr. {{ supplement.number }} til dokumentpakke nr. {{ packet.number }}",
        "Tillegg nr. {{ supplement.number }} til dokumentpakke nr. {{ packet.number }}",
    ),
    "supplement_about": (
        "Dokumentpakken ble sendt {{ packet.day }}. Dette tillegget inneholder bare det som er kommet siden. "
        "Alt annet i dokumentpakken gjelder fortsatt.",
        "Dokumentpakken blei send {{ packet.day }}. Dette tillegget inneheld berre det som er kome sidan. "
        "Alt anna i dokumentpakken gjeld framleis.",
    ),
    "corrected": ("rettet", "retta"),
    "late": ("etter fristen", "etter fristen"),
}  # fmt: skip


def of(language: str) -> SimpleNamespace:
    """All words in one language, by name."""
    place = ("nb", "nn").index(language)
    return SimpleNamespace(**{name: words[place] for name, words in _WORDS.items()})
