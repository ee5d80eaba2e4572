// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compare/forecastbutton.h"

#include "ui/compare/forecastpanel.h"
#include "ui/compare/forecasttext.h"
#include "ui/text/formats.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr QSize kGauge{28, 12};

} // namespace

ForecastButton::ForecastButton(QWidget* parent)
    : QToolButton(parent)
{
    setAutoRaise(true);
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setIconSize(kGauge);
    setMinimumWidth(1);
    connect(this, &QToolButton::clicked, this, &ForecastButton::showPanel);
    refresh();
    hide();
}

void ForecastButton::setForecast(const QList<ForecastLane>& lanes)
{
    m_lanes = lanes;
    refresh();
    setVisible(!lanes.isEmpty());
    Q_EMIT forecastChanged();
}

void ForecastButton::setLimit(std::optional<Money> limit)
{
    if (m_limit == limit)
        return;
    m_limit = limit;
    refresh();
    Q_EMIT limitChanged();
}

void ForecastButton::showPanel()
{
    if (!m_lanes.isEmpty())
        (new ForecastPanel(this))->popup();
}

void ForecastButton::refresh()
{
    QString words = ForecastText::summary(m_lanes);
    if (m_limit)
        words = tr("%1 · limit %2").arg(words, Formats().cost(*m_limit));
    setText(isRightToLeft() ? u"\u2068"_s + words + u"\u2069"_s : words); // a run of its own
    QPalette colours;
    if (ForecastText::isTroubled(m_lanes))
        colours.setColor(QPalette::ButtonText, Theme::of(this).warn);
    setPalette(colours);
    setIcon(QIcon(gauge()));
    const auto full = ForecastText::fullest(m_lanes);
    const QString purpose
        = tr("What the next run may cost, and how much of each context it fills. Press for each lane.");
    QStringList tip{purpose};
    if (full)
        tip.append(tr("The fullest context is used to %1 %.").arg(*full));
    setToolTip(tip.join(u'\n'));
    const QString name = full ? tr("%1, fullest context %2 %").arg(words).arg(*full) : words;
    setAccessibleName(m_lanes.isEmpty() ? purpose : name);
}

// A bar of the fullest context: outlined, so that it reads as a gauge when nearly empty.
QPixmap ForecastButton::gauge() const
{
    const Theme& theme = Theme::of(this);
    const double scale = devicePixelRatioF();
    QPixmap picture(kGauge * scale);
    picture.setDevicePixelRatio(scale);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF frame(0.5, 2.5, kGauge.width() - 1, kGauge.height() - 5);
    painter.setPen(theme.edge);
    painter.setBrush(theme.sunken);
    painter.drawRoundedRect(frame, 2, 2);
    const auto full = ForecastText::fullest(m_lanes);
    if (!full)
        return picture;
    const double part = std::min(*full, 100) / 100.0;
    QRectF bar = frame.adjusted(1, 1, -1, -1);
    bar.setWidth(std::max(1.5, bar.width() * part));
    if (isRightToLeft())
        bar.moveRight(frame.right() - 1);
    painter.setPen(Qt::NoPen);
    painter.setBrush(*full > 100 ? theme.bad : *full > 80 ? theme.warn : theme.accent);
    painter.drawRect(bar);
    return picture;
}

void ForecastButton::changeEvent(QEvent* event)
{
    QToolButton::changeEvent(event);
    if (event->type() == QEvent::ApplicationPaletteChange || event->type() == QEvent::LayoutDirectionChange)
        refresh();
}

} // namespace assay
