// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/theme/appearance.h"

#include "ui/theme/assaystyle.h"
#include "ui/theme/icons.h"

#include <QApplication>
#include <QFontInfo>
#include <QStyleHints>

#include <memory>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

ThemeChoice overridden(ThemeChoice choice)
{
    const QByteArray wanted = qgetenv("ASSAY_THEME").toLower();
    if (wanted == "light")
        return ThemeChoice::Light;
    return wanted == "dark" ? ThemeChoice::Dark : choice;
}

// Without a desktop (bare X11, a container) Qt has no opinion but "Sans Serif" at 9 points, which fontconfig may turn
// into anything; a desktop's own choice is never touched.
void preferReadableFont()
{
    QFont font = QApplication::font();
    if (font.family() != "Sans Serif"_L1 && font.family() != "sans"_L1)
        return;
    font.setFamilies({u"Inter"_s, u"Noto Sans"_s, u"Sans Serif"_s});
    font.setPointSizeF(9.75);
    QApplication::setFont(font);
}

} // namespace

Appearance::Appearance(ThemeChoice choice, QObject* parent)
    : QObject(parent)
    , m_choice(overridden(choice))
{
    QApplication::setStyle(std::make_unique<AssayStyle>().release());
    preferReadableFont();
    m_font = QApplication::font();
    initIcons();
    connect(QApplication::styleHints(), &QStyleHints::colorSchemeChanged, this, &Appearance::apply);
    apply();
}

void Appearance::setChoice(ThemeChoice choice)
{
    m_choice = overridden(choice);
    apply();
}

bool Appearance::isDark() const
{
    if (m_choice == ThemeChoice::System)
        return QApplication::styleHints()->colorScheme() == Qt::ColorScheme::Dark;
    return m_choice == ThemeChoice::Dark;
}

void Appearance::setContrast(bool contrast)
{
    if (m_contrast == contrast)
        return;
    m_contrast = contrast;
    apply();
}

void Appearance::setTextPercent(int percent)
{
    QFont font = m_font;
    if (font.pixelSize() > 0)
        font.setPixelSize(qRound(font.pixelSize() * percent / 100.0));
    else
        font.setPointSizeF(font.pointSizeF() * percent / 100.0);
    if (font != QApplication::font())
        QApplication::setFont(font);
}

void Appearance::apply()
{
    const Theme& plain = isDark() ? Theme::darkTheme() : Theme::light();
    const Theme& strong = isDark() ? Theme::darkContrast() : Theme::lightContrast();
    const Theme& theme = m_contrast ? strong : plain;
    QApplication::setPalette(theme.palette());
}

} // namespace assay
