// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/settings/settingspage.h"

#include "ui/settings/appearancesection.h"
#include "ui/settings/privacysection.h"
#include "ui/settings/providerspage.h"
#include "ui/settings/sectionlist.h"
#include "ui/widgets/barheight.h"
#include "ui/widgets/hairline.h"
#include "ui/widgets/plainlabel.h"

#include <QHBoxLayout>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace assay {

SettingsPage::SettingsPage(ProviderService* providers, const SettingsFacts& facts, QWidget* parent)
    : QWidget(parent)
    , m_sections(new SectionList(this))
    , m_pages(new QStackedWidget(this))
{
    setObjectName(u"settingsPage"_s);
    setAccessibleName(tr("Settings"));
    auto* keys = new ProvidersPage(providers);
    m_appearance = new AppearanceSection(facts.theme, facts.choices);
    auto* privacy = new PrivacySection(providers, facts.profile, facts.choices.notices);
    addSection(u"providers"_s, tr("Providers and keys"), u"password-copy"_s, keys);
    addSection(u"appearance"_s, tr("Appearance"), u"contrast"_s, m_appearance);
    addSection(u"privacy"_s, tr("Privacy"), u"security-high"_s, privacy);
    auto* row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(m_sections);
    row->addWidget(m_pages, 1);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(makeBar());
    all->addWidget(new Hairline(this));
    all->addLayout(row, 1);
    setFocusProxy(keys->focusProxy());
    connect(m_sections, &SectionList::chosen, m_pages, &QStackedWidget::setCurrentIndex);
    connect(m_appearance, &AppearanceSection::themeChosen, this, &SettingsPage::themeChosen);
    connect(m_appearance, &AppearanceSection::contrastChosen, this, &SettingsPage::contrastChosen);
    connect(m_appearance, &AppearanceSection::textPercentChosen, this, &SettingsPage::textPercentChosen);
    connect(privacy, &PrivacySection::noticesChosen, this, &SettingsPage::noticesChosen);
    connect(keys, &ProvidersPage::laneWanted, this, &SettingsPage::laneWanted);
}

void SettingsPage::setTextPercent(int percent)
{
    m_appearance->setTextPercent(percent);
}

QWidget* SettingsPage::makeBar()
{
    auto* bar = new QWidget(this);
    auto* title = new PlainLabel(tr("Settings"), bar);
    title->setRole(FontRole::Title);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(space::section, 0, space::section, 0);
    row->addWidget(title);
    row->addStretch(1);
    new BarHeight(bar, space::toolbarHeight, 26);
    return bar;
}

void SettingsPage::addSection(const QString& id, const QString& name, const QString& icon, QWidget* content)
{
    auto* scroll = new QScrollArea(m_pages);
    scroll->setObjectName(id + u"Scroll"_s);
    scroll->setAccessibleName(name);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidgetResizable(true);
    scroll->setWidget(content);
    m_pages->addWidget(scroll);
    m_sections->addSection(id, name, icon);
}

} // namespace assay
