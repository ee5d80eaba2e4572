// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/fieldbox.h"

#include "ui/theme/theme.h"

#include <QEvent>
#include <QPainter>
#include <QVBoxLayout>

namespace assay {

FieldBox::FieldBox(QWidget* field, QWidget* parent)
    : QWidget(parent)
    , m_field(field)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(3, 2, 3, 2);
    layout->addWidget(field);
    field->installEventFilter(this);
    setFocusProxy(field);
}

void FieldBox::paintEvent(QPaintEvent*)
{
    const Theme& theme = Theme::of(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool focused = m_field->hasFocus();
    const double inset = focused ? 1 : 0.5;
    painter.setPen(focused ? QPen(theme.accent, 2) : QPen(theme.control, 1));
    painter.setBrush(theme.pane);
    painter.drawRoundedRect(
        QRectF(rect()).adjusted(inset, inset, -inset, -inset), space::radiusControl, space::radiusControl);
}

bool FieldBox::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
        update();
    return QWidget::eventFilter(watched, event);
}

} // namespace assay
