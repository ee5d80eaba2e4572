// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compare/forecastpanel.h"

#include "ui/compare/forecastbutton.h"
#include "ui/compare/forecasttext.h"
#include "ui/text/formats.h"
#include "ui/widgets/fittedscrollarea.h"
#include "ui/widgets/plainlabel.h"

#include <QGridLayout>
#include <QLineEdit>
#include <QPainter>
#include <QScreen>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

ForecastPanel::ForecastPanel(ForecastButton* button)
    : QDialog(button, Qt::Popup)
    , m_button(button)
    , m_table(new QWidget)
    , m_grid(new QGridLayout(m_table))
    , m_limit(new QLineEdit(this))
    , m_problem(new PlainLabel({}, this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(u"forecastPanel"_s);
    setAccessibleName(tr("What the next run may cost"));
    auto* title = new PlainLabel(accessibleName(), this);
    title->setRole(FontRole::BodyStrong);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(space::section, space::page, space::section, space::page);
    all->setSpacing(space::page);
    all->addWidget(title);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(space::section);
    m_grid->setVerticalSpacing(space::badge);
    m_grid->setColumnStretch(1, 1);
    auto* scroll = new FittedScrollArea(m_table, this);
    scroll->setFrameShape(QFrame::NoFrame);
    all->addWidget(scroll);
    makeLimit();
    makeLanes();
    connect(button, &ForecastButton::forecastChanged, this, [this] {
        makeLanes();
        QMetaObject::invokeMethod(this, &ForecastPanel::place, Qt::QueuedConnection);
    });
}

void ForecastPanel::makeLimit()
{
    auto* words = new PlainLabel(tr("Most that one run may cost, in $"), this);
    words->setBuddy(m_limit);
    m_limit->setObjectName(u"runLimit"_s);
    m_limit->setAccessibleName(words->text());
    m_limit->setPlaceholderText(tr("no limit"));
    m_limit->setMaximumWidth(m_limit->fontMetrics().horizontalAdvance(u'0') * 16);
    if (const auto limit = m_button->limit())
        m_limit->setText(limit->toDecimalString());
    auto* note = new PlainLabel(tr("A lane whose worst case does not fit under it is not sent."), this);
    note->setRole(FontRole::Small, &Theme::muted);
    note->setWordWrap(true);
    m_problem->setObjectName(u"runLimitProblem"_s);
    m_problem->setRole(FontRole::Small, &Theme::bad);
    m_problem->hide();
    auto* row = new QHBoxLayout;
    row->setSpacing(space::control);
    row->addWidget(words);
    row->addWidget(m_limit);
    row->addStretch(1);
    auto* box = static_cast<QVBoxLayout*>(layout());
    box->addLayout(row);
    box->addWidget(note);
    box->addWidget(m_problem);
    connect(m_limit, &QLineEdit::textChanged, this, &ForecastPanel::takeLimit);
    connect(m_limit, &QLineEdit::returnPressed, this, &QDialog::accept);
}

void ForecastPanel::takeLimit()
{
    QString text = m_limit->text().trimmed();
    if (text.startsWith(u'$'))
        text.remove(0, 1);
    text.replace(u',', u'.');
    const auto amount = Money::fromDecimalUsd(text.toUtf8());
    const bool readable = text.isEmpty() || (amount && *amount >= Money());
    m_problem->setText(readable ? QString() : tr("This is no amount of dollars, such as 0.25."));
    m_problem->setVisible(!readable);
    if (readable)
        m_button->setLimit(text.isEmpty() ? std::nullopt : std::optional(*amount));
}

void ForecastPanel::makeLanes()
{
    qDeleteAll(m_table->findChildren<QWidget*>(Qt::FindDirectChildrenOnly));
    while (QLayoutItem* item = m_grid->takeAt(0))
        delete item;
    const auto put = [this](int row, int column, const QString& text, FontRole role, QColor Theme::* colour) {
        auto* label = new PlainLabel(text, m_table);
        label->setRole(role, colour);
        m_grid->addWidget(label, row, column, (column > 2 ? Qt::AlignRight : Qt::AlignLeading) | Qt::AlignTop);
        return label;
    };
    const QStringList heads{QString(), tr("Model"), tr("Context"), tr("Likely"), tr("At most")};
    for (int i = 0; i < heads.size(); ++i)
        put(0, i, heads.at(i), FontRole::Caption, &Theme::muted);
    int row = 1;
    for (const ForecastLane& lane : m_button->forecast()) {
        put(row, 0, lane.letter, FontRole::BodyStrong, &Theme::text);
        put(row, 1, lane.model, FontRole::Body, &Theme::text);
        put(row, 2, ForecastText::context(lane), FontRole::Body, &Theme::text);
        put(row, 3, ForecastText::costRange(lane), FontRole::Body, &Theme::text);
        const auto worst = lane.simulated || lane.forecast.free ? std::nullopt : lane.forecast.worst;
        put(row, 4, worst ? Formats().cost(*worst) : u"–"_s, FontRole::Body, &Theme::muted);
        ++row;
        const QString warning = ForecastText::warning(lane, m_button->limit());
        if (warning.isEmpty())
            continue;
        auto* label = new PlainLabel(warning, m_table);
        label->setObjectName(u"forecastWarning%1"_s.arg(lane.letter));
        label->setRole(FontRole::Small, &Theme::warn);
        m_grid->addWidget(label, row, 1, 1, 4);
        ++row;
    }
}

// Above the button, inside the screen.
void ForecastPanel::place()
{
    adjustSize();
    const QRect anchor(m_button->mapToGlobal(QPoint(0, 0)), m_button->size());
    const QRect room = m_button->screen()->availableGeometry();
    resize(std::min(width(), room.width()), std::min(height(), anchor.top() - room.top() - space::control));
    const int x = m_button->isRightToLeft() ? anchor.left() : anchor.right() - width();
    move(std::clamp(x, room.left(), std::max(room.left(), room.right() - width())),
        std::max(room.top(), anchor.top() - height() - space::badge));
}

void ForecastPanel::paintEvent(QPaintEvent*)
{
    const Theme& theme = Theme::of(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.window);
    painter.setPen(theme.control);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

void ForecastPanel::popup()
{
    place();
    show();
    m_limit->setFocus(Qt::PopupFocusReason);
    m_limit->selectAll();
}

} // namespace assay
