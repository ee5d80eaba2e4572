// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/spend/figuretile.h"

#include "ui/theme/theme.h"
#include "ui/widgets/plaintooltip.h"

#include <QKeyEvent>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace assay {

FigureTile::FigureTile(const QString& name, QWidget* parent)
    : QAbstractButton(parent)
    , m_name(name)
{
    setFocusPolicy(Qt::NoFocus);
    setAttribute(Qt::WA_TransparentForMouseEvents, false);
    setAccessibleName(name);
}

void FigureTile::setName(const QString& name)
{
    m_name = name;
    setAccessibleName(name);
    update();
}

void FigureTile::setFigure(const QString& figure, const QString& detail, bool isWarning)
{
    m_figure = figure;
    m_detail = detail;
    m_isWarning = isWarning;
    setAccessibleDescription(figure + u", "_s + detail);
    setToolTip(plainToolTip(m_name + u": "_s + figure + u'\n' + detail));
    updateGeometry();
    update();
}

void FigureTile::setClickable(bool clickable)
{
    setFocusPolicy(clickable ? Qt::StrongFocus : Qt::NoFocus);
    setCursor(clickable ? Qt::PointingHandCursor : Qt::ArrowCursor);
    setEnabled(true);
}

QSize FigureTile::sizeHint() const
{
    const int lines = QFontMetrics(roleFont(font(), FontRole::Small)).height() * 2
        + QFontMetrics(roleFont(font(), FontRole::Verdict)).height();
    return {180, lines + 2 * space::control + space::badge};
}

QSize FigureTile::minimumSizeHint() const
{
    return {120, sizeHint().height()};
}

void FigureTile::paintEvent(QPaintEvent*)
{
    const Theme& theme = Theme::of(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(hasFocus() ? QPen(theme.accent, 2) : QPen(theme.line, 1));
    painter.setBrush(m_isWarning ? theme.tint(theme.warn) : theme.pane);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), space::radiusBox, space::radiusBox);
    QRect line = rect().adjusted(space::page, space::control, -space::control, 0);
    const auto write = [&](const QString& text, const QFont& face, const QColor& ink) {
        painter.setFont(face);
        painter.setPen(ink);
        line.setHeight(painter.fontMetrics().height());
        painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
            painter.fontMetrics().elidedText(text, Qt::ElideRight, line.width()));
        line.translate(0, line.height() + 2);
    };
    write(m_name, roleFont(font(), FontRole::Small), theme.muted);
    write(m_figure, tabular(roleFont(font(), FontRole::Verdict)), m_isWarning ? theme.warn : theme.text);
    write(m_detail, roleFont(font(), FontRole::Small), theme.muted);
}

void FigureTile::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

} // namespace assay
