// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/quickpicker.h"

#include "ui/theme/theme.h"
#include "ui/widgets/mirrored.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QSortFilterProxyModel>
#include <QStandardItemModel>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr int kDetail = Qt::UserRole + 1;
constexpr int kHint = Qt::UserRole + 2;
constexpr int kIndex = Qt::UserRole + 3;

enum class IconRoom : std::uint8_t { None, Kept };

class PickerDelegate final : public QStyledItemDelegate
{
public:
    PickerDelegate(IconRoom iconRoom, QObject* parent)
        : QStyledItemDelegate(parent)
        , m_iconRoom(iconRoom)
    {
    }

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const override
    {
        return {100, std::max(30, option.fontMetrics.height() + 12)};
    }
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const Theme& theme = Theme::of(option.palette);
        QRect area = option.rect;
        const auto placed = [&](const QRect& rect) {
            return mirrored(QRectF(rect).translated(-option.rect.left(), 0), option.rect.width(), option.direction)
                .translated(option.rect.left(), 0);
        };
        if (option.state & QStyle::State_Selected) {
            painter->fillRect(area, blend(theme.accent, theme.pane, 0.16));
            painter->fillRect(placed(QRect(area.left(), area.top(), 3, area.height())), theme.accent);
        }
        painter->setLayoutDirection(option.direction);
        area.adjust(12, 0, -12, 0);
        const QIcon icon = index.data(Qt::DecorationRole).value<QIcon>();
        if (!icon.isNull())
            icon.paint(painter, placed(QRect(area.left(), area.center().y() - 7, 16, 16)).toRect());
        if (m_iconRoom == IconRoom::Kept)
            area.setLeft(area.left() + 26);
        const QString hint = index.data(kHint).toString();
        const QFont small = roleFont(option.font, FontRole::Small);
        const QFontMetrics smallMetrics(small);
        painter->setFont(small);
        painter->setPen(theme.muted);
        painter->drawText(placed(area), Qt::AlignVCenter | Qt::AlignRight, hint);
        area.setRight(area.right() - smallMetrics.horizontalAdvance(hint) - 12);
        const QString title = option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, area.width());
        painter->setFont(option.font);
        painter->setPen(theme.text);
        painter->drawText(placed(area), Qt::AlignVCenter | Qt::AlignLeft, title);
        area.setLeft(area.left() + option.fontMetrics.horizontalAdvance(title) + 8);
        painter->setFont(small);
        painter->setPen(theme.muted);
        painter->drawText(placed(area), Qt::AlignVCenter | Qt::AlignLeft,
            smallMetrics.elidedText(index.data(kDetail).toString(), Qt::ElideRight, area.width()));
    }

private:
    IconRoom m_iconRoom;
};

} // namespace

/// Keeps entries that contain every typed word.
class PickerFilter : public QSortFilterProxyModel
{
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    void setText(const QString& text)
    {
        m_words = text.split(u' ', Qt::SkipEmptyParts);
        invalidateRowsFilter();
    }

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override
    {
        const QModelIndex index = sourceModel()->index(row, 0, parent);
        const QString text = index.data().toString() + u' ' + index.data(kDetail).toString();
        return std::ranges::all_of(
            m_words, [&text](const QString& word) { return text.contains(word, Qt::CaseInsensitive); });
    }

private:
    QStringList m_words;
};

QuickPicker::QuickPicker(const QString& placeholder, const QList<PickerEntry>& entries, QWidget* parent)
    : QDialog(parent, Qt::Popup | Qt::FramelessWindowHint)
    , m_field(new QLineEdit(this))
    , m_list(new QListView(this))
    , m_model(new QStandardItemModel(this))
    , m_filter(new PickerFilter(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(u"quickPicker"_s);
    setAccessibleName(placeholder);
    m_field->setObjectName(u"pickerField"_s);
    m_field->setPlaceholderText(placeholder);
    m_field->setAccessibleName(placeholder);
    m_field->setTextMargins(4, 0, 4, 0);
    m_list->setObjectName(u"pickerList"_s);
    m_list->setAccessibleName(tr("Choices"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    const bool icons = std::ranges::any_of(entries, [](const PickerEntry& entry) { return !entry.icon.isNull(); });
    m_list->setItemDelegate(new PickerDelegate(icons ? IconRoom::Kept : IconRoom::None, m_list));
    m_list->setUniformItemSizes(true);
    m_list->setFocusPolicy(Qt::NoFocus);
    for (qsizetype i = 0; i < entries.size(); ++i) {
        auto* item = new QStandardItem(entries.at(i).icon, entries.at(i).title);
        item->setData(entries.at(i).detail, kDetail);
        item->setData(entries.at(i).hint, kHint);
        item->setData(static_cast<int>(i), kIndex);
        m_model->appendRow(item);
    }
    m_filter->setSourceModel(m_model);
    m_list->setModel(m_filter);
    m_list->setCurrentIndex(m_filter->index(0, 0));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::control, space::control, space::control, space::control);
    layout->addWidget(m_field);
    layout->addWidget(m_list);

    m_field->installEventFilter(this);
    connect(m_field, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_filter->setText(text);
        m_list->setCurrentIndex(m_filter->index(0, 0));
    });
    connect(m_field, &QLineEdit::returnPressed, this, [this] { take(); });
    connect(m_list, &QListView::clicked, this, [this] { take(QApplication::keyboardModifiers()); });
}

void QuickPicker::take(Qt::KeyboardModifiers modifiers)
{
    const QModelIndex index = m_list->currentIndex();
    if (!index.isValid())
        return;
    const int entry = index.data(kIndex).toInt();
    if (m_repeatable && modifiers.testFlag(Qt::ShiftModifier))
        m_field->selectAll();
    else
        close();
    Q_EMIT chosen(entry);
}

bool QuickPicker::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress)
        return QDialog::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    if (m_repeatable && key->modifiers().testFlag(Qt::ShiftModifier)
        && (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter)) {
        take(Qt::ShiftModifier);
        return true;
    }
    const bool moves = key->key() == Qt::Key_Up || key->key() == Qt::Key_Down || key->key() == Qt::Key_PageUp
        || key->key() == Qt::Key_PageDown;
    if (!moves)
        return QDialog::eventFilter(watched, event);
    const int step = key->key() == Qt::Key_Up ? -1
        : key->key() == Qt::Key_Down          ? 1
        : key->key() == Qt::Key_PageUp        ? -8
                                              : 8;
    const int row = std::clamp(m_list->currentIndex().row() + step, 0, std::max(0, m_filter->rowCount() - 1));
    m_list->setCurrentIndex(m_filter->index(row, 0));
    return true;
}

void QuickPicker::popup(QWidget* anchor)
{
    const int rowHeight = std::max(30, fontMetrics().height() + 12);
    const int rows = std::clamp(m_model->rowCount(), 3, 12);
    resize(anchor != nullptr ? 420 : 560, m_field->sizeHint().height() + rows * rowHeight + 4 * space::control);
    const QWidget* window = parentWidget()->window();
    const QPoint place = anchor != nullptr
        ? anchor->mapToGlobal(QPoint(0, anchor->height() + 2))
        : window->mapToGlobal(QPoint((window->width() - width()) / 2, window->height() / 7));
    move(place);
    show();
    m_field->setFocus();
}

void QuickPicker::paintEvent(QPaintEvent*)
{
    const Theme& theme = Theme::of(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.pane);
    painter.setPen(theme.control);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

} // namespace assay
