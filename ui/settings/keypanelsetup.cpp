// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of KeyPanel that builds it.
#include "ui/settings/factrow.h"
#include "ui/settings/findinglist.h"
#include "ui/settings/keypanel.h"
#include "ui/settings/providertests.h"
#include "ui/text/errorsentences.h"
#include "ui/theme/icons.h"
#include "ui/widgets/keycapbutton.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/plaintooltip.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QStandardItemModel>

using namespace Qt::StringLiterals;

namespace assay {

KeyPanel::KeyPanel(ProviderService* service, ProviderTests* tests, QWidget* parent)
    : SettingsBox(parent)
    , m_service(service)
    , m_tests(tests)
{
    setObjectName(u"keyPanel"_s);
    makeHead();
    makeFacts();
    makeFoot();
    connect(m_field, &QLineEdit::textChanged, this, &KeyPanel::onTextChanged);
    connect(m_field, &QLineEdit::returnPressed, this, &KeyPanel::onReturn);
    connect(m_provider, &QComboBox::currentIndexChanged, this, &KeyPanel::onProviderChanged);
    connect(m_other, &QPushButton::clicked, this, [this] {
        m_provider->setCurrentIndex(m_provider->findData(m_recognised));
        onProviderChanged();
        m_provider->setFocus(Qt::OtherFocusReason);
    });
    connect(m_test, &QPushButton::clicked, this, &KeyPanel::test);
    connect(m_save, &QPushButton::clicked, this, &KeyPanel::save);
    connect(m_place, &QComboBox::currentIndexChanged, this, &KeyPanel::updateState);
    connect(m_tests, &ProviderTests::started, this, &KeyPanel::updateState);
    connect(m_tests, &ProviderTests::finished, this,
        [this](TestOrigin origin, const QString& id, const QList<ProviderFinding>& findings) {
            if (origin == TestOrigin::NewKey)
                onTested(id, findings);
            else
                updateState();
        });
    connect(m_service, &ProviderService::saved, this, &KeyPanel::onSaved);
    refresh();
}

void KeyPanel::makeHead()
{
    auto* title = new PlainLabel(tr("Add a provider"), this);
    title->setRole(FontRole::Title);
    auto* hint = new PlainLabel(tr("No key at hand? Local servers and sandbox models need none."), this);
    hint->setRole(FontRole::Small, &Theme::muted);
    auto* head = new QHBoxLayout;
    head->addWidget(title);
    head->addStretch(1);
    head->addWidget(hint);
    content()->addLayout(head);

    m_field = new QLineEdit(this);
    m_field->setObjectName(u"keyField"_s);
    m_field->setAccessibleName(tr("Key"));
    m_field->setAccessibleDescription(tr("Paste a key. It is not shown and goes to its provider only."));
    m_field->setPlaceholderText(tr("Paste a key, or the address of a server"));
    m_field->setEchoMode(QLineEdit::Password);
    m_field->setInputMethodHints(
        Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase);
    m_field->setMaxLength(8192);
    m_field->setMinimumHeight(qMax(34, fontMetrics().height() + 16));
    m_field->setTextMargins(space::badge + 2, 0, space::badge, 0);
    auto* address = new KeycapButton(tr("Add by address…"), this);
    address->setObjectName(u"addByAddress"_s);
    address->setIcon(themeIcon(u"globe"_s));
    address->setMinimumHeight(m_field->minimumHeight());
    connect(address, &QPushButton::clicked, this, [this] { Q_EMIT addressRequested({}); });
    auto* row = new QHBoxLayout;
    row->addWidget(m_field, 1);
    row->addWidget(address);
    content()->addLayout(row);
}

void KeyPanel::makeFacts()
{
    m_providerRow = new FactRow({}, tr("Provider"), this);
    m_providerRow->setObjectName(u"recognised"_s);
    m_provider = new QComboBox(m_providerRow);
    m_provider->setObjectName(u"keyProvider"_s);
    m_provider->setAccessibleName(tr("Provider of this key"));
    m_provider->setPlaceholderText(tr("Choose the provider"));
    m_provider->setMinimumWidth(240);
    m_provider->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_other = new KeycapButton(tr("Another provider…"), m_providerRow);
    m_other->setObjectName(u"otherProvider"_s);
    m_providerRow->addField(m_provider);
    m_providerRow->addControl(m_other);

    m_placeRow = new FactRow({.glyph = {}, .icon = u"object-locked"_s, .colour = &Theme::accent}, tr("Kept in"), this);
    m_placeRow->setObjectName(u"keptIn"_s);
    m_place = new QComboBox(m_placeRow);
    m_place->setObjectName(u"keyPlace"_s);
    m_place->setAccessibleName(tr("Where the key is kept"));
    m_place->setMinimumWidth(240);
    m_placeRow->addField(m_place);
    m_findings = new FindingList(this);
    m_findings->setObjectName(u"newKeyFindings"_s);

    auto* facts = new QVBoxLayout;
    facts->setSpacing(0);
    facts->addWidget(m_providerRow);
    facts->addWidget(m_placeRow);
    facts->addWidget(m_findings);
    content()->addLayout(facts);
}

void KeyPanel::makeFoot()
{
    m_message = new PlainLabel({}, this);
    m_message->setObjectName(u"keyMessage"_s);
    m_message->setWordWrap(true);
    m_test = new KeycapButton(tr("Test"), this);
    m_test->setObjectName(u"testKey"_s);
    m_test->setIcon(themeIcon(u"view-refresh"_s));
    m_test->setAccessibleDescription(tr("Asks the provider for its models with this key. Uses no tokens."));
    m_save = new KeycapButton(tr("Save key"), this);
    m_save->setObjectName(u"saveKey"_s);
    auto* foot = new QHBoxLayout;
    foot->addWidget(m_message, 1);
    foot->addWidget(m_test);
    foot->addWidget(m_save);
    content()->addLayout(foot);
}

void KeyPanel::fillPlaces()
{
    const QString chosen = placeId();
    const QSignalBlocker quiet(m_place);
    m_place->clear();
    int first = -1;
    QStringList reasons;
    const auto* model = qobject_cast<QStandardItemModel*>(m_place->model());
    for (const KeyPlace& place : m_service->keyPlaces()) {
        const QString name = plainQuote(place.name, 60);
        m_place->addItem(place.available ? name : tr("%1 (not available)").arg(name), place.id);
        const int index = m_place->count() - 1;
        if (place.available) {
            first = first < 0 || place.id == chosen ? index : first;
            continue;
        }
        model->item(index)->setEnabled(false);
        m_place->setItemData(index, plainToolTip(plainQuote(place.why)), Qt::ToolTipRole);
        m_place->setItemData(index, plainQuote(place.why), Qt::AccessibleDescriptionRole);
        reasons.append(u"%1: %2"_s.arg(name, plainQuote(place.why)));
    }
    m_place->setCurrentIndex(first);
    m_placeRow->setDetail(first >= 0 ? tr("Never in the database, a log or an export.")
                                     : tr("There is no place to keep a key. %1").arg(reasons.join(u' ')));
}

} // namespace assay
