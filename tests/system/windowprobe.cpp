// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Preloaded into the program with a window: does with mouse and keys what the test on the other end of standard input
// says, one command a line, and answers each with one line of JSON.
//   click NAME [N]   a left click in the middle of the Nth visible widget of that object name
//   option NAME TEXT chooses in a combo box, as two clicks would
//   type TEXT        keys into the widget that has the focus
//   key KEYS         one key, such as Ctrl+Return
//   text NAME        what the widget shows
//   names            the object names of all visible widgets
#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSocketNotifier>
#include <QTest>
#include <QTextBrowser>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <unistd.h>

namespace {

using namespace Qt::StringLiterals;

QList<QWidget*> visible(const QString& name)
{
    QList<QWidget*> found;
    for (QWidget* widget : QApplication::allWidgets()) {
        if (widget->objectName() == name && widget->isVisible())
            found.append(widget);
    }
    std::ranges::sort(found,
        [](const QWidget* a, const QWidget* b) { return a->mapToGlobal(QPoint()).x() < b->mapToGlobal(QPoint()).x(); });
    return found;
}

QString textOf(const QWidget* widget)
{
    if (const auto* label = qobject_cast<const QLabel*>(widget))
        return label->text();
    if (const auto* field = qobject_cast<const QLineEdit*>(widget))
        return field->text();
    if (const auto* plain = qobject_cast<const QPlainTextEdit*>(widget))
        return plain->toPlainText();
    if (const auto* rich = qobject_cast<const QTextEdit*>(widget))
        return rich->toPlainText();
    if (const auto* button = qobject_cast<const QAbstractButton*>(widget))
        return button->text();
    if (const auto* view = qobject_cast<const QAbstractItemView*>(widget)) {
        QStringList rows;
        const QAbstractItemModel* model = view->model();
        for (int row = 0; model != nullptr && row < model->rowCount(); ++row) {
            QStringList parts; // roles from the display role to the first few of its own
            for (const int role :
                std::initializer_list<int>{Qt::DisplayRole, Qt::UserRole, Qt::UserRole + 1, Qt::UserRole + 2})
                parts.append(model->index(row, 0).data(role).toString());
            rows.append(parts.join(u' '));
        }
        return rows.join(u'\n');
    }
    return widget->accessibleName();
}

QWidget* keyTarget()
{
    if (QWidget* popup = QApplication::activePopupWidget())
        return popup->focusWidget() != nullptr ? popup->focusWidget() : popup;
    if (QWidget* focus = QApplication::focusWidget())
        return focus;
    // No window manager gives the activation back when a popup is gone.
    QWidget* window = QApplication::activeModalWidget();
    for (QWidget* other : QApplication::topLevelWidgets()) {
        if (window == nullptr && other->isVisible() && other->objectName() == "mainWindow"_L1)
            window = other;
    }
    if (window != nullptr)
        window->activateWindow();
    return window != nullptr ? window->focusWidget() : nullptr;
}

QJsonObject click(const QString& name, int which)
{
    const auto found = visible(name);
    QWidget* widget = found.value(which);
    if (widget == nullptr || !widget->isEnabled())
        return {{u"error"_s, widget == nullptr ? u"no such widget"_s : u"disabled"_s}};
    // A window that is modal takes no clicks for others, as a person's.
    if (const QWidget* modal = QApplication::activeModalWidget(); modal != nullptr && widget->window() != modal)
        return {{u"error"_s, u"behind a dialog"_s}};
    QTest::mouseClick(widget, Qt::LeftButton, {}, widget->rect().center());
    return {{u"done"_s, true}};
}

QJsonObject perform(const QString& line)
{
    const QString verb = line.section(u' ', 0, 0);
    const QString rest = line.section(u' ', 1);
    if (verb == "click"_L1)
        return click(rest.section(u' ', 0, 0), rest.section(u' ', 1).toInt());
    if (verb == "option"_L1) {
        auto* box = qobject_cast<QComboBox*>(visible(rest.section(u' ', 0, 0)).value(0));
        const int index = box != nullptr ? box->findText(rest.section(u' ', 1), Qt::MatchContains) : -1;
        if (index < 0)
            return {{u"error"_s, u"no such choice"_s}};
        box->setCurrentIndex(index);
        Q_EMIT box->activated(index);
        return {{u"done"_s, true}};
    }
    if (verb == "text"_L1) {
        QJsonArray texts;
        for (const QWidget* widget : visible(rest))
            texts.append(textOf(widget));
        return {{u"texts"_s, texts}};
    }
    if (verb == "names"_L1) {
        QStringList names;
        for (const QWidget* widget : QApplication::allWidgets()) {
            if (widget->isVisible() && !widget->objectName().isEmpty())
                names.append(widget->objectName());
        }
        return {{u"names"_s, QJsonArray::fromStringList(names)}};
    }
    QWidget* target = keyTarget();
    if (target == nullptr)
        return {{u"error"_s, u"nothing has the focus"_s}};
    if (verb == "type"_L1)
        QTest::keyClicks(target, rest);
    else if (verb == "key"_L1)
        QTest::keySequence(target, QKeySequence(rest));
    else
        return {{u"error"_s, u"no such command"_s}};
    return {{u"done"_s, true}};
}

void listen()
{
    if (qobject_cast<QApplication*>(QCoreApplication::instance()) == nullptr)
        return;
    auto* input = new QSocketNotifier(STDIN_FILENO, QSocketNotifier::Read, QCoreApplication::instance());
    QObject::connect(input, &QSocketNotifier::activated, input, [input, rest = QByteArray()]() mutable {
        char buffer[4096];
        const auto count = ::read(STDIN_FILENO, buffer, sizeof buffer);
        if (count <= 0) {
            input->setEnabled(false);
            return;
        }
        rest.append(buffer, count);
        for (qsizetype end = rest.indexOf('\n'); end >= 0; end = rest.indexOf('\n')) {
            const QString line = QString::fromUtf8(rest.first(end));
            rest.remove(0, end + 1);
            const QByteArray answer = QJsonDocument(perform(line)).toJson(QJsonDocument::Compact) + '\n';
            std::fwrite(answer.constData(), 1, static_cast<std::size_t>(answer.size()), stdout);
            std::fflush(stdout);
        }
    });
}

} // namespace

Q_COREAPP_STARTUP_FUNCTION(listen)
