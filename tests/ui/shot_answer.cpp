// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A picture of one answer: shot_answer FILE.md OUT.png [WIDTH HEIGHT [dark]]

#include "ui/markdown/answerview.h"
#include "ui/theme/appearance.h"

#include <QApplication>
#include <QFile>

using namespace assay;
using namespace Qt::StringLiterals;

int main(int argc, char* argv[])
{
    if (!qEnvironmentVariableIsSet("DISPLAY"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    QFile file(arguments.value(1));
    if (!file.open(QIODevice::ReadOnly))
        return 1;
    const Appearance appearance(arguments.value(5) == u"dark"_s ? ThemeChoice::Dark : ThemeChoice::Light);
    AnswerView view(std::make_shared<CodeHighlighter>());
    view.resize(arguments.value(3, u"520"_s).toInt(), arguments.value(4, u"1500"_s).toInt());
    view.show();
    view.answer().append(QString::fromUtf8(file.readAll()));
    view.finish();
    view.verticalScrollToStart();
    QApplication::processEvents();
    return view.grab().save(arguments.value(2)) ? 0 : 1;
}
