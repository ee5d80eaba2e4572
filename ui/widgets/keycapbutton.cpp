// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/keycapbutton.h"

#include "ui/theme/assaystyle.h"
#include "ui/theme/theme.h"
#include "ui/widgets/mirrored.h"

#include <QFontMetrics>
#include <QPainter>
#include <QStyleOptionButton>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr int kIcon = 16;
constexpr int kSide = 11;
constexpr int kGap = 7;
constexpr int kKeyPadding = 5;

} // namespace

KeycapButton::KeycapButton(const QString& text, QWidget* parent)
    : QPushButton(text, parent)
{
    setAccessibleName(text);
}

void KeycapButton::setKeys(const QKeySequence& keys)
{
    m_keys = keys;
    setToolTip(u"%1 (%2)"_s.arg(text(), keys.toString(QKeySequence::NativeText)));
    updateGeometry();
}

void KeycapButton::setPrimary(bool primary)
{
    setProperty(kPrimaryButton, primary);
    update();
}

QString KeycapButton::keyText() const
{
    QString keys = m_keys.toString(QKeySequence::NativeText);
    const QString enter = QKeySequence(Qt::Key_Return).toString(QKeySequence::NativeText);
    return keys.replace(enter, u"\u21B5"_s).replace(u'+', u' ');
}

QSize KeycapButton::sizeHint() const
{
    const QFontMetrics words(roleFont(font(), FontRole::BodyStrong));
    const QFontMetrics keys(roleFont(font(), FontRole::Caption));
    int width = 2 * kSide + words.horizontalAdvance(text());
    if (!icon().isNull())
        width += kIcon + kGap;
    if (!m_keys.isEmpty())
        width += kGap + keys.horizontalAdvance(keyText()) + 2 * kKeyPadding;
    return {width, qMax(space::controlHeight, words.height() + 10)};
}

void KeycapButton::paintEvent(QPaintEvent*)
{
    const Theme& theme = Theme::of(this);
    QPainter painter(this);
    QStyleOptionButton option;
    initStyleOption(&option);
    style()->drawControl(QStyle::CE_PushButtonBevel, &option, &painter, this);

    const bool primary = property(kPrimaryButton).toBool() && isEnabled();
    const QColor ink = !isEnabled() ? blend(theme.text, theme.window, 0.5) : primary ? theme.onAccent : theme.text;
    int x = kSide;
    if (!icon().isNull()) {
        icon().paint(&painter, mirrored(QRect(x, (height() - kIcon) / 2, kIcon, kIcon), this), Qt::AlignCenter,
            isEnabled() ? QIcon::Normal : QIcon::Disabled);
        x += kIcon + kGap;
    }
    painter.setFont(roleFont(font(), primary ? FontRole::BodyStrong : FontRole::Body));
    painter.setPen(ink);
    const QFontMetrics words(painter.font());
    painter.drawText(mirrored(QRect(x, 0, width() - x, height()), this), Qt::AlignVCenter | Qt::AlignLeft, text());
    if (m_keys.isEmpty())
        return;
    painter.setFont(roleFont(font(), FontRole::Caption));
    const int keyWidth = QFontMetrics(painter.font()).horizontalAdvance(keyText()) + 2 * kKeyPadding;
    const int keyHeight = std::max(17, QFontMetrics(painter.font()).height() + 2);
    const QRectF cap = mirrored(
        QRectF(width() - kSide - keyWidth + 2.5, (height() - keyHeight - 1) / 2.0 + 0.5, keyWidth, keyHeight), this);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor outline = ink;
    outline.setAlphaF(0.4F);
    painter.setPen(outline);
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(cap, 3, 3);
    painter.setPen(ink);
    painter.drawText(cap, Qt::AlignCenter, keyText());
}

} // namespace assay
