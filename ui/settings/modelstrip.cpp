// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/settings/modelstrip.h"

#include "ui/text/errorsentences.h"
#include "ui/text/formats.h"
#include "ui/theme/icons.h"
#include "ui/widgets/keycapbutton.h"
#include "ui/widgets/plainlabel.h"

#include <QComboBox>
#include <QCompleter>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QLocale>
#include <QSignalBlocker>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace assay {

ModelStrip::ModelStrip(ProviderService* service, QWidget* parent)
    : QWidget(parent)
    , m_service(service)
    , m_choice(new QComboBox(this))
    , m_add(new KeycapButton(tr("Add to line-up"), this))
    , m_refresh(new KeycapButton(tr("Refresh models"), this))
    , m_state(new PlainLabel({}, this))
{
    setObjectName(u"modelStrip"_s);
    m_choice->setObjectName(u"modelChoice"_s);
    m_choice->setAccessibleName(tr("Model of this provider"));
    m_choice->setEditable(true); // typing finds one of hundreds
    m_choice->setInsertPolicy(QComboBox::NoInsert);
    m_choice->lineEdit()->setFrame(false);
    m_choice->completer()->setFilterMode(Qt::MatchContains);
    m_choice->completer()->setCompletionMode(QCompleter::PopupCompletion);
    m_choice->setMinimumWidth(260);
    m_add->setObjectName(u"addToLineUp"_s);
    m_add->setIcon(themeIcon(u"list-add"_s));
    m_refresh->setObjectName(u"refreshModels"_s);
    m_refresh->setIcon(themeIcon(u"view-refresh"_s));
    m_state->setObjectName(u"modelsState"_s);
    m_state->setRole(FontRole::Small, &Theme::muted);
    m_state->setWordWrap(true);
    auto* row = new QHBoxLayout;
    row->setSpacing(space::control);
    row->addWidget(m_choice, 1);
    row->addWidget(m_add);
    row->addWidget(m_refresh);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, space::badge, 0, 0);
    all->setSpacing(space::badge);
    all->addLayout(row);
    all->addWidget(m_state);

    connect(m_add, &QPushButton::clicked, this, [this] {
        const int index = m_choice->findText(m_choice->currentText(), Qt::MatchFixedString);
        if (index < 0)
            return;
        const auto& model = m_models.models.at(index);
        m_state->setText(tr("%1 is in the line-up of Compare now.").arg(plainQuote(model.displayName(), 80)));
        Q_EMIT laneWanted(model);
    });
    connect(m_choice, &QComboBox::editTextChanged, this, [this](const QString& text) {
        m_add->setEnabled(m_usable && m_choice->findText(text, Qt::MatchFixedString) >= 0);
    });
    connect(m_refresh, &QPushButton::clicked, this, [this] {
        m_refreshing = m_endpointId;
        update({});
        m_service->refreshModels(m_endpointId);
    });
    connect(service, &ProviderService::modelsRefreshed, this, &ModelStrip::onRefreshed);
}

void ModelStrip::show(const ProviderRow& row)
{
    const bool same = row.endpoint.id == m_endpointId;
    const QString chosen = same ? m_choice->currentText() : QString();
    const QString said = same ? m_state->text() : QString();
    const ProviderModels before = m_models;
    m_endpointId = row.endpoint.id;
    m_usable = row.state == ProviderState::Ready;
    m_models = m_service->models(m_endpointId);
    {
        const QSignalBlocker quiet(m_choice);
        m_choice->clear();
        for (const auto& model : std::as_const(m_models.models))
            m_choice->addItem(plainQuote(model.ref.model, 120));
        m_choice->setCurrentIndex(qMax(0, m_choice->findText(chosen)));
    }
    update({});
    if (same && before.fetchedAt == m_models.fetchedAt && m_refreshing.isEmpty() && !said.isEmpty())
        m_state->setText(said); // what was said last still holds
}

void ModelStrip::onRefreshed(const QString& endpointId, const QString& failure)
{
    if (m_refreshing == endpointId)
        m_refreshing.clear();
    if (m_endpointId != endpointId)
        return;
    update(failure);
}

void ModelStrip::update(const QString& failure)
{
    const bool asking = !m_refreshing.isEmpty() && m_refreshing == m_endpointId;
    m_choice->setEnabled(!m_models.models.isEmpty());
    m_add->setEnabled(m_usable && !m_models.models.isEmpty());
    m_refresh->setEnabled(m_usable && m_refreshing.isEmpty());
    const QString count = tr("%1 models").arg(Formats().exactCount(m_models.models.size()));
    if (asking)
        m_state->setText(tr("Asking for the models…"));
    else if (!failure.isEmpty())
        m_state->setText(tr("The list stays as it was: %1").arg(plainQuote(failure)));
    else if (m_models.fetchedAt.isValid())
        m_state->setText(tr("%1, as the provider listed them on %2.")
                .arg(count, QLocale().toString(m_models.fetchedAt.toLocalTime(), QLocale::ShortFormat)));
    else
        m_state->setText(m_models.models.isEmpty()
                ? tr("No models are known yet; refresh asks the provider.")
                : tr("%1 from the catalogue; the provider was not asked yet.").arg(count));
}

} // namespace assay
