// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/settings/sectionlist.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QFontMetrics>
#include <QPainter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr int kIcon = 16;
constexpr int kWidth = 196; // at least; words of other languages may be longer
constexpr int kTextLeft = 2 * space::control + kIcon;

class SectionButton final : public QAbstractButton
{
public:
    SectionButton(const QString& name, const QString& icon, QWidget* parent)
        : QAbstractButton(parent)
    {
        setText(name);
        setAccessibleName(name);
        setIcon(themeIcon(icon));
        setCheckable(true);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }
    QSize sizeHint() const override
    {
        const QFontMetrics chosen(roleFont(font(), FontRole::BodyStrong));
        const int words = kTextLeft + chosen.horizontalAdvance(text()) + space::control;
        return {qMax(kWidth - 2 * space::control, words), qMax(32, fontMetrics().height() + 12)};
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        const Theme& theme = Theme::of(this);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QRectF box = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
        if (isChecked() || underMouse()) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(
                isChecked() ? blend(theme.accent, theme.window, 0.14) : blend(theme.text, theme.window, 0.06));
            painter.drawRoundedRect(box, space::radiusControl, space::radiusControl);
        }
        icon().paint(&painter, QRect(space::control, (height() - kIcon) / 2, kIcon, kIcon));
        painter.setFont(roleFont(font(), isChecked() ? FontRole::BodyStrong : FontRole::Body));
        painter.setPen(theme.text);
        painter.drawText(QRect(kTextLeft, 0, width() - kTextLeft - space::badge, height()),
            static_cast<int>(Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine), text());
        if (hasFocus()) {
            painter.setPen(QPen(theme.accent, 2));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), space::radiusControl, space::radiusControl);
        }
    }
};

} // namespace

SectionList::SectionList(QWidget* parent)
    : QWidget(parent)
    , m_group(new QButtonGroup(this))
    , m_column(new QVBoxLayout(this))
{
    setObjectName(u"settingsSections"_s);
    setAccessibleName(tr("Sections of the settings"));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
    m_column->setContentsMargins(space::control, space::page, space::control, space::page);
    m_column->setSpacing(space::hairline);
    m_column->addStretch(1);
    m_group->setExclusive(true);
    connect(m_group, &QButtonGroup::idToggled, this, [this](int id, bool checked) {
        if (checked)
            Q_EMIT chosen(id);
    });
}

void SectionList::addSection(const QString& id, const QString& name, const QString& icon)
{
    auto* button = new SectionButton(name, icon, this);
    button->setObjectName(u"section."_s + id);
    const int index = static_cast<int>(m_group->buttons().size());
    m_group->addButton(button, index);
    m_column->insertWidget(index, button);
    if (index == 0)
        button->setChecked(true);
}

void SectionList::setCurrent(int index)
{
    if (auto* button = m_group->button(index))
        button->setChecked(true);
}

void SectionList::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(QRect(width() - 1, 0, 1, height()), Theme::of(this).line);
}

} // namespace assay
