// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/plainlabel.h"

#include <QApplication>
#include <QEvent>

namespace assay {

PlainLabel::PlainLabel(const QString& text, QWidget* parent)
    : QLabel(text, parent)
{
    setTextFormat(Qt::PlainText);
    apply();
}

void PlainLabel::setRole(FontRole role, QColor Theme::* colour)
{
    m_role = role;
    m_colour = colour;
    apply();
}

void PlainLabel::apply()
{
    if (m_applying)
        return;
    m_applying = true;
    const QPalette application = QApplication::palette();
    QPalette own = palette();
    own.setColor(QPalette::WindowText, Theme::of(application).*m_colour);
    setPalette(own);
    setFont(roleFont(QApplication::font(), m_role));
    m_applying = false;
}

void PlainLabel::changeEvent(QEvent* event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::ApplicationPaletteChange || event->type() == QEvent::ApplicationFontChange
        || event->type() == QEvent::PaletteChange)
        apply();
}

} // namespace assay
