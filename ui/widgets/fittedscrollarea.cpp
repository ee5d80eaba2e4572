// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/fittedscrollarea.h"

#include <QEvent>
#include <QLayout>

namespace assay {

FittedScrollArea::FittedScrollArea(QWidget* content, QWidget* parent)
    : QScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setFocusPolicy(Qt::NoFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    viewport()->setAutoFillBackground(false);
    setWidget(content);
    content->setAutoFillBackground(false);
    content->installEventFilter(this);
}

QSize FittedScrollArea::sizeHint() const
{
    const QLayout* layout = widget()->layout();
    const int wanted = layout != nullptr && layout->hasHeightForWidth() ? layout->totalHeightForWidth(width())
                                                                        : widget()->sizeHint().height();
    return {widget()->sizeHint().width(), wanted};
}

QSize FittedScrollArea::minimumSizeHint() const
{
    return {60, qMin(sizeHint().height(), 48)};
}

void FittedScrollArea::fit()
{
    const int wanted = sizeHint().height();
    if (maximumHeight() != wanted)
        setMaximumHeight(wanted);
    updateGeometry();
}

void FittedScrollArea::resizeEvent(QResizeEvent* event)
{
    QScrollArea::resizeEvent(event);
    fit();
}

bool FittedScrollArea::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::LayoutRequest)
        fit();
    return QScrollArea::eventFilter(watched, event);
}

} // namespace assay
