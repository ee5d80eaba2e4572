// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/settings/appearancesection.h"

#include "ui/settings/settingsbox.h"
#include "ui/widgets/plainlabel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QRadioButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

AppearanceSection::AppearanceSection(ThemeChoice theme, const DesktopChoices& choices, QWidget* parent)
    : QWidget(parent)
    , m_size(new QComboBox(this))
{
    setObjectName(u"appearanceSection"_s);
    auto* box = new SettingsBox(this);
    auto* title = new PlainLabel(tr("Colours"), box);
    title->setRole(FontRole::Title);
    box->content()->addWidget(title);
    const auto choice = [&](const QString& name, const QString& text, ThemeChoice value) {
        auto* button = new QRadioButton(text, box);
        button->setObjectName(name);
        button->setChecked(value == theme);
        box->content()->addWidget(button);
        connect(button, &QRadioButton::toggled, this, [this, value](bool checked) {
            if (checked)
                Q_EMIT themeChosen(value);
        });
    };
    choice(u"themeSystem"_s, tr("As the desktop has them"), ThemeChoice::System);
    choice(u"themeLight"_s, tr("Light"), ThemeChoice::Light);
    choice(u"themeDark"_s, tr("Dark"), ThemeChoice::Dark);
    auto* contrast = new QCheckBox(tr("High contrast"), box);
    contrast->setObjectName(u"highContrast"_s);
    contrast->setChecked(choices.contrast);
    box->content()->addWidget(contrast);
    connect(contrast, &QCheckBox::toggled, this, &AppearanceSection::contrastChosen);
    auto* note = new PlainLabel(tr("Applies at once, and is kept for the next start."), box);
    note->setRole(FontRole::Small, &Theme::muted);
    box->content()->addWidget(note);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(space::section, space::section, space::section, space::section);
    all->setSpacing(space::page);
    all->addWidget(box);
    addText(choices, all);
    all->addStretch(1);
}

void AppearanceSection::addText(const DesktopChoices& choices, QVBoxLayout* to)
{
    auto* box = new SettingsBox(this);
    auto* title = new PlainLabel(tr("Text"), box);
    title->setRole(FontRole::Title);
    box->content()->addWidget(title);
    m_size->setObjectName(u"textSize"_s);
    m_size->setAccessibleName(tr("Text size"));
    for (const int percent : kTextSizes)
        m_size->addItem(tr("%1 %").arg(percent), percent);
    setTextPercent(choices.textPercent);
    auto* words = new PlainLabel(tr("Text size"), box);
    words->setBuddy(m_size);
    auto* row = new QHBoxLayout;
    row->setSpacing(space::control);
    row->addWidget(words);
    row->addWidget(m_size);
    row->addStretch(1);
    box->content()->addLayout(row);
    auto* note = new PlainLabel(tr("Ctrl and plus, minus or 0 change it from every page."), box);
    note->setRole(FontRole::Small, &Theme::muted);
    note->setWordWrap(true);
    box->content()->addWidget(note);
    to->addWidget(box);
    connect(m_size, &QComboBox::activated, this,
        [this](int index) { Q_EMIT textPercentChosen(m_size->itemData(index).toInt()); });
}

void AppearanceSection::setTextPercent(int percent)
{
    m_size->setCurrentIndex(std::max(0, m_size->findData(percent)));
}

} // namespace assay
