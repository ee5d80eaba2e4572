// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/rail.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/mirrored.h"

#include <QAbstractButton>
#include <QAction>
#include <QFontMetrics>
#include <QPainter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr int kLeastIcon = 22;
constexpr int kSide = 11; // beside a word

class RailItem final : public QAbstractButton
{
public:
    RailItem(QAction* action, QWidget* parent)
        : QAbstractButton(parent)
        , m_action(action)
    {
        setObjectName(u"rail."_s + action->objectName());
        setText(action->text());
        setAccessibleName(action->text());
        setCheckable(true);
        setAutoExclusive(true);
        setFocusPolicy(Qt::TabFocus);
        setToolTip(u"%1 (%2)"_s.arg(action->text(), action->shortcut().toString(QKeySequence::NativeText)));
        setChecked(action->isChecked());
        connect(action, &QAction::toggled, this, &QAbstractButton::setChecked);
        connect(this, &QAbstractButton::clicked, action, &QAction::trigger);
    }
    QSize sizeHint() const override
    {
        // Words of other languages may be longer than the rail is wide, and a chosen page's word is set in bold.
        const QFontMetrics chosen(roleFont(font(), FontRole::SmallStrong));
        return {qMax(space::railWidth, chosen.horizontalAdvance(text()) + 2 * kSide),
            qMax(space::railItemHeight, iconSide() + fontMetrics().height() + 14)};
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        const Theme& theme = Theme::of(this);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QRectF box = QRectF(rect()).adjusted(6, 1, -6, -1);
        if (isChecked() || underMouse()) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(
                isChecked() ? blend(theme.accent, theme.window, 0.14) : blend(theme.text, theme.window, 0.06));
            painter.drawRoundedRect(box, space::radiusBox, space::radiusBox);
        }
        if (isChecked())
            painter.fillRect(mirrored(QRectF(0, 6, 3, height() - 12), this), theme.accent);
        const int textHeight = fontMetrics().height();
        const int top = (height() - iconSide() - textHeight - 2) / 2;
        m_action->icon().paint(&painter, QRect((width() - iconSide()) / 2, top, iconSide(), iconSide()));
        painter.setFont(roleFont(font(), isChecked() ? FontRole::SmallStrong : FontRole::Small));
        painter.setPen(isChecked() ? theme.text : theme.muted);
        painter.drawText(QRect(0, top + iconSide() + 2, width(), textHeight), Qt::AlignCenter, text());
        if (hasFocus()) {
            painter.setPen(QPen(theme.accent, 2));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), space::radiusBox, space::radiusBox);
        }
    }

private:
    int iconSide() const { return qMax(kLeastIcon, fontMetrics().height() + 4); }

    QAction* m_action;
};

} // namespace

Rail::Rail(QWidget* parent)
    : QWidget(parent)
    , m_group(new QActionGroup(this))
{
    setObjectName(u"rail"_s);
    setAccessibleName(tr("Pages"));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred); // as wide as its widest word
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 5, 0, 5);
    layout->setSpacing(2);
    layout->addStretch(1);
}

void Rail::addPage(QAction* action, RailEnd end)
{
    action->setCheckable(true);
    m_group->addAction(action);
    auto* column = static_cast<QVBoxLayout*>(layout());
    column->insertWidget(end == RailEnd::Top ? m_topItems++ : column->count(), new RailItem(action, this));
}

void Rail::setCurrent(int page)
{
    const QList<QAction*> actions = m_group->actions();
    if (page >= 0 && page < actions.size())
        actions.at(page)->setChecked(true);
}

void Rail::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(mirrored(QRect(width() - 1, 0, 1, height()), this), Theme::of(this).line);
}

} // namespace assay
