// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/focusring.h"

#include "ui/theme/theme.h"

#include <QApplication>
#include <QEvent>
#include <QPainter>

namespace assay {

FocusRing::FocusRing(QWidget* pane, QWidget* content)
    : QWidget(pane)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    pane->installEventFilter(this);
    hide();
    connect(qApp, &QApplication::focusChanged, this, [this, content](QWidget*, QWidget* now) {
        const bool inside = now != nullptr && (now == content || content->isAncestorOf(now));
        if (inside) {
            setGeometry(parentWidget()->rect());
            raise();
        }
        setVisible(inside);
    });
}

void FocusRing::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setPen(QPen(Theme::of(this).accent, 2));
    painter.drawRect(rect().adjusted(1, 1, -1, -1));
}

bool FocusRing::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize)
        setGeometry(parentWidget()->rect());
    return QWidget::eventFilter(watched, event);
}

} // namespace assay
