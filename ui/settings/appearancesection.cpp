// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/settings/appearancesection.h"

#include "ui/settings/settingsbox.h"
#include "ui/widgets/plainlabel.h"

#include <QRadioButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace assay {

AppearanceSection::AppearanceSection(ThemeChoice theme, QWidget* parent)
    : QWidget(parent)
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
    auto* note = new PlainLabel(tr("Applies at once, and is kept for the next start."), box);
    note->setRole(FontRole::Small, &Theme::muted);
    box->content()->addWidget(note);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(space::section, space::section, space::section, space::section);
    all->addWidget(box);
    all->addStretch(1);
}

} // namespace assay
