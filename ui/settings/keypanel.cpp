// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/settings/keypanel.h"

#include "ui/settings/factrow.h"
#include "ui/settings/findinglist.h"
#include "ui/settings/providertests.h"
#include "ui/text/errorsentences.h"
#include "ui/widgets/keycapbutton.h"
#include "ui/widgets/plainlabel.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

Sign knownSign()
{
    return {.glyph = Glyph::Ticked, .icon = {}, .colour = &Theme::good};
}

Sign openSign()
{
    return {.glyph = Glyph::Question, .icon = {}, .colour = &Theme::muted};
}

} // namespace

void KeyPanel::fillProviders()
{
    const QString chosen = m_provider->currentData().toString();
    const QSignalBlocker quiet(m_provider);
    m_provider->clear();
    m_providers.clear();
    for (const ProviderRow& row : m_service->rows()) {
        if (row.endpoint.auth == AuthScheme::None)
            continue;
        m_providers.append(row);
        m_provider->addItem(plainQuote(row.endpoint.name, 60), row.endpoint.id);
    }
    m_provider->setCurrentIndex(m_provider->findData(chosen));
}

void KeyPanel::refresh()
{
    fillProviders();
    fillPlaces();
    updateState();
}

void KeyPanel::enterKeyFor(const QString& endpointId)
{
    if (m_progress == Progress::Saving)
        return;
    m_provider->setCurrentIndex(m_provider->findData(endpointId));
    m_byHand = true;
    forgetTest();
    updateState();
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
}

Secret KeyPanel::key() const
{
    return Secret(m_field->text().trimmed().toUtf8());
}

QString KeyPanel::withoutKey(QString text) const
{
    const QString typed = m_field->text().trimmed();
    return typed.size() < 6 ? text : text.replace(typed, u"•••"_s);
}

QString KeyPanel::providerId() const
{
    return m_byHand || m_recognised.isEmpty() ? m_provider->currentData().toString() : m_recognised;
}

QString KeyPanel::placeId() const
{
    return m_place->currentData().toString();
}

QString KeyPanel::providerName(const QString& endpointId) const
{
    const auto found = std::ranges::find_if(
        m_providers, [&endpointId](const ProviderRow& row) { return row.endpoint.id == endpointId; });
    return plainQuote(found == m_providers.end() ? endpointId : found->endpoint.name, 60);
}

void KeyPanel::onTextChanged()
{
    const QString typed = m_field->text().trimmed();
    // Somebody's own server: its address is no secret, and has a form of its own.
    if (typed.startsWith("http://"_L1, Qt::CaseInsensitive) || typed.startsWith("https://"_L1, Qt::CaseInsensitive)) {
        say(tr("This is an address. Return adds the server behind it."), &Theme::muted);
        m_recognised.clear();
        forgetTest();
        updateState();
        return;
    }
    m_recognised = typed.isEmpty() ? QString() : m_service->providerOf(typed).value_or(QString());
    if (m_provider->findData(m_recognised) < 0)
        m_recognised.clear();
    forgetTest();
    say({}, &Theme::muted);
    updateState();
}

void KeyPanel::onProviderChanged()
{
    m_byHand = true;
    forgetTest();
    updateState();
}

void KeyPanel::onReturn()
{
    if (const QString typed = m_field->text().trimmed(); typed.startsWith("http"_L1) && typed.contains("://"_L1)) {
        m_field->setText({});
        Q_EMIT addressRequested(typed);
        return;
    }
    if (m_progress == Progress::Tested)
        m_save->click();
    else
        m_test->click();
}

/// What was tested is not what stands in the field any more.
void KeyPanel::forgetTest()
{
    if (m_progress == Progress::Saving)
        return;
    m_progress = Progress::Idle;
    m_asked.clear();
    m_findings->clear();
}

void KeyPanel::test()
{
    const QString id = providerId();
    if (m_tests->isRunning(id))
        return;
    m_findings->clear();
    m_field->setFocus(Qt::OtherFocusReason); // the button goes dead; Return in the field does the next step
    m_progress = Progress::Testing;
    m_asked = id;
    say(tr("Asking %1 for its models. This uses no tokens.").arg(providerName(id)), &Theme::muted);
    updateState();
    m_tests->start(TestOrigin::NewKey, id, key());
}

void KeyPanel::onTested(const QString& endpointId, const QList<ProviderFinding>& findings)
{
    if (m_progress != Progress::Testing || endpointId != m_asked) {
        updateState();
        return;
    }
    QList<ProviderFinding> shown = findings;
    for (ProviderFinding& finding : shown)
        finding.detail = withoutKey(finding.detail);
    m_progress = Progress::Tested;
    m_findings->setFindings(shown);
    if (FindingList::isGood(findings))
        say(tr("%1 answers with this key.").arg(providerName(endpointId)), &Theme::good);
    else
        say(tr("%1 does not work with this key as it is.").arg(providerName(endpointId)), &Theme::bad);
    updateState();
}

void KeyPanel::save()
{
    m_progress = Progress::Saving;
    m_asked = providerId();
    say(tr("Keeping the key…"), &Theme::muted);
    updateState();
    m_service->saveKey(m_asked, key(), placeId());
}

void KeyPanel::onSaved(const QString& endpointId, const QString& failure)
{
    if (m_progress != Progress::Saving || endpointId != m_asked)
        return;
    m_progress = Progress::Idle;
    m_asked.clear();
    if (!failure.isEmpty()) {
        say(tr("The key was not kept: %1").arg(plainQuote(withoutKey(failure))), &Theme::bad);
        updateState();
        return;
    }
    const QString place = m_place->currentText();
    m_byHand = false;
    m_field->setText({}); // unlike clear(), leaves nothing to undo
    m_provider->setCurrentIndex(-1);
    m_byHand = false;
    updateState();
    say(tr("The key of %1 is kept in %2.").arg(providerName(endpointId), place), &Theme::good);
    m_field->setFocus(Qt::OtherFocusReason);
    Q_EMIT keySaved(endpointId);
}

void KeyPanel::say(const QString& sentence, QColor Theme::* colour)
{
    m_message->setRole(FontRole::Body, colour);
    m_message->setText(sentence);
}

void KeyPanel::updateState()
{
    const bool typed = !m_field->text().trimmed().isEmpty();
    const bool recognised = !m_recognised.isEmpty();
    const QString id = providerId();
    const bool saving = m_progress == Progress::Saving;
    const bool choosing = m_byHand || (typed && !recognised);
    m_provider->setVisible(choosing);
    m_other->setVisible(recognised && !m_byHand);
    m_providerRow->setSign(id.isEmpty() ? openSign() : knownSign());
    if (recognised && !m_byHand)
        m_providerRow->setDetail(tr("%1, from the look of the key").arg(providerName(id)));
    else if (recognised && m_recognised != id)
        m_providerRow->setDetail(tr("It looks like a key of %1.").arg(providerName(m_recognised)));
    else if (choosing)
        m_providerRow->setDetail(typed && !recognised ? tr("The look of the key does not tell.") : QString());
    else
        m_providerRow->setDetail(tr("Shown as soon as there is a key."));

    const bool ready = typed && !id.isEmpty() && !saving && m_progress != Progress::Testing;
    m_field->setReadOnly(saving);
    m_provider->setEnabled(!saving);
    m_other->setEnabled(!saving);
    m_place->setEnabled(!saving);
    m_test->setEnabled(ready && !m_tests->isRunning(id));
    m_save->setEnabled(ready && !placeId().isEmpty());
    const bool saveNext = m_progress == Progress::Tested;
    m_test->setPrimary(!saveNext);
    m_save->setPrimary(saveNext);
    m_test->setKeys(saveNext ? QKeySequence() : QKeySequence(Qt::Key_Return));
    m_save->setKeys(saveNext ? QKeySequence(Qt::Key_Return) : QKeySequence());
    (saveNext ? m_test : m_save)->setToolTip({});
}

} // namespace assay
