// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Shows the whole campaign of hostile documents between two looks at paths that do not exist, so that a trace of
// system calls tells what showing them asked of the system. Run by tst_quietrendering under strace.
#include "tests/support/hostiledocuments.h"
#include "ui/markdown/answerview.h"

#include <QApplication>
#include <QScrollBar>
#include <QSet>

#include <unistd.h>

using namespace assay;
using namespace assay::testing;
using namespace Qt::StringLiterals;

namespace {

void show(AnswerView& view, const QString& text)
{
    view.clearAnswer();
    const qsizetype half = text.size() / 2;
    view.answer().append(text.first(half));
    view.renderFrame();
    view.answer().append(text.sliced(half));
    view.finish();
    view.catchUp();
    QScrollBar* bar = view.verticalScrollBar();
    for (const int place : {0, bar->maximum() / 2, bar->maximum()}) {
        bar->setValue(place);
        view.grab();
    }
    view.selectAll();
    view.copy();
}

// Fonts for every character, and the rules of the languages, are there before the campaign begins: they are opened by
// what is installed, not by what an answer says.
void openFonts(AnswerView& view, const QList<HostileDocument>& documents)
{
    QSet<char32_t> seen;
    QString characters;
    for (const HostileDocument& document : documents) {
        const QList<uint> points = document.text.left(100'000).toUcs4();
        for (const uint point : points) {
            if (point < 0x20 || seen.contains(point) || (point < 0x80 && !QChar(point).isLetterOrNumber()))
                continue;
            seen.insert(point);
            characters += QString::fromUcs4(reinterpret_cast<const char32_t*>(&point), 1) + u' ';
        }
    }
    characters = characters.trimmed();
    for (int level = 1; level <= 6; ++level)
        show(view,
            QString(level, u'#')
                + u" %1 **%1** *%1* ***%1*** `%1` **`%1`** *`%1`*\n"_s.arg(characters.left(1500).trimmed()));
    show(view,
        u"# %1\n\n%1\n\n**%1**\n\n*%1*\n\n***%1***\n\n`%1`\n\n**`%1`**\n\n*`%1`*\n\n***`%1`***\n"_s.arg(characters));
    QString code;
    for (const QString& language : {u"cpp"_s, u"c"_s, u"js"_s, u"py"_s, u"python"_s, u"json"_s, u"sql"_s, u"bash"_s})
        code += u"```%1\nint x = \"%2\"; // %2\n/* %2 */\n```\n\n"_s.arg(language, characters.left(2000));
    show(view, code);
}

} // namespace

int main(int argc, char* argv[])
{
    QApplication application(argc, argv);
    const QList<HostileDocument> documents = hostileDocuments() + recordedAnswers();
    AnswerView view(std::make_shared<CodeHighlighter>());
    view.resize(500, 700);
    view.show();
    openFonts(view, documents);
    QApplication::processEvents();
    ::access("/campaign-begins", F_OK);
    for (const HostileDocument& document : documents) {
        show(view, document.text);
        QApplication::processEvents();
    }
    ::access("/campaign-ends", F_OK);
    std::printf("%lld documents\n", static_cast<long long>(documents.size()));
    return 0;
}
