// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/settings/privacysection.h"

#include "ui/settings/providerservice.h"
#include "ui/settings/providertablemodel.h"
#include "ui/settings/settingsbox.h"
#include "ui/text/errorsentences.h"
#include "ui/theme/icons.h"
#include "ui/widgets/keycapbutton.h"
#include "ui/widgets/plainlabel.h"

#include <QDesktopServices>
#include <QRadioButton>
#include <QUrl>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

QString lineOf(const ProviderRow& row)
{
    return u"%1 – %2"_s.arg(ProviderTableModel::addressText(row.endpoint), plainQuote(row.endpoint.name, 60));
}

} // namespace

PrivacySection::PrivacySection(
    ProviderService* providers, const QString& profile, NoticeDetail notices, QWidget* parent)
    : QWidget(parent)
    , m_providers(providers)
    , m_boxes(new QVBoxLayout(this))
{
    setObjectName(u"privacySection"_s);
    m_boxes->setContentsMargins(space::section, space::section, space::section, space::section);
    m_boxes->setSpacing(space::page);

    auto* servers = addBox(tr("Servers that may be contacted"));
    addText(servers, {},
        tr("Only providers you can use now, and only when you ask them: a prompt goes to the lanes you run, a test or "
           "a "
           "refresh asks for the list of models. Servers you added yourself are asked for their models at start."));
    m_remote = addText(servers, u"remoteHosts"_s, {});
    addText(servers, {}, tr("On this machine (looked for at start, so that local models can be offered):"));
    m_local = addText(servers, u"localHosts"_s, {});

    auto* data = addBox(tr("Where your data is"));
    addText(data, u"profilePath"_s,
        profile.isEmpty() ? tr("In the profile folder that was given at start.") : plainQuote(profile, 400));
    addText(data, {},
        tr("Prompts, answers, costs and settings are there and nowhere else. Keys are not: they are in the keyring, in "
           "the environment or in the encrypted key file, never in the database, a log or an export, and crashes leave "
           "no core file."));
    if (!profile.isEmpty()) {
        auto* open = new KeycapButton(tr("Open the folder"), data);
        open->setObjectName(u"openProfile"_s);
        open->setIcon(themeIcon(u"folder-open"_s));
        connect(
            open, &QPushButton::clicked, this, [profile] { QDesktopServices::openUrl(QUrl::fromLocalFile(profile)); });
        data->content()->addWidget(open, 0, Qt::AlignLeft);
    }

    addNotices(notices);
    auto* telemetry = addBox(tr("Telemetry"));
    addText(telemetry, u"telemetry"_s,
        tr("None. Nothing is counted or reported, there is no update check, and there is no switch because there is "
           "nothing to switch off."));
    m_boxes->addStretch(1);
    connect(providers, &ProviderService::changed, this, &PrivacySection::refresh);
    refresh();
}

void PrivacySection::addNotices(NoticeDetail notices)
{
    auto* box = addBox(tr("Notifications"));
    addText(box, {},
        tr("When a run took longer than 10 seconds and another window is in front. While answers are judged blind a "
           "notification never says more than that they are ready."));
    const auto choice = [&](const QString& name, const QString& text, NoticeDetail value) {
        auto* button = new QRadioButton(text, box);
        button->setObjectName(name);
        button->setChecked(value == notices);
        box->content()->addWidget(button);
        connect(button, &QRadioButton::toggled, this, [this, value](bool checked) {
            if (checked)
                Q_EMIT noticesChosen(value);
        });
    };
    choice(u"noticesOff"_s, tr("None"), NoticeDetail::Off);
    choice(u"noticesPlain"_s, tr("Without names and prompt"), NoticeDetail::Plain);
    choice(u"noticesNames"_s, tr("With models, cost and the beginning of the prompt"), NoticeDetail::Names);
}

SettingsBox* PrivacySection::addBox(const QString& title)
{
    auto* box = new SettingsBox(this);
    auto* label = new PlainLabel(title, box);
    label->setRole(FontRole::Title);
    box->content()->addWidget(label);
    m_boxes->addWidget(box);
    return box;
}

PlainLabel* PrivacySection::addText(SettingsBox* box, const QString& name, const QString& text)
{
    auto* label = new PlainLabel(text, box);
    label->setObjectName(name);
    label->setRole(name.isEmpty() ? FontRole::Body : FontRole::Mono, name.isEmpty() ? &Theme::muted : &Theme::text);
    if (name == "telemetry"_L1)
        label->setRole(FontRole::Body, &Theme::text);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    box->content()->addWidget(label);
    return label;
}

void PrivacySection::refresh()
{
    QStringList remote;
    QStringList local;
    for (const auto& row : m_providers->rows()) {
        if (row.endpoint.simulated)
            continue;
        if (row.endpoint.local)
            local.append(lineOf(row));
        else if (row.state == ProviderState::Ready)
            remote.append(lineOf(row));
    }
    m_remote->setText(remote.isEmpty() ? tr("None: no provider has a key yet.") : remote.join(u'\n'));
    m_local->setText(local.isEmpty() ? tr("None.") : local.join(u'\n'));
}

} // namespace assay
