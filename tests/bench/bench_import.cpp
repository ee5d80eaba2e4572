// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Import of a tree of Claude Code's logs (400,000 lines, 440 MB) by the program as a whole, cold, unchanged and with 1
// MB appended, beside the floor program (which parses and adds up, and stores and prices nothing) in the same run. The
// generator and the floor are taken from ../shared/bench and compiled into a temporary folder; without them there is
// nothing to measure.

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <vector>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

constexpr int kRounds = 5;

struct Measured {
    double wallMs = 0;
    double cpuMs = 0;
    double peakMb = 0;
    QByteArray out;
};

double nowMs()
{
    timespec now = {};
    ::clock_gettime(CLOCK_MONOTONIC, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

double ms(const timeval& time)
{
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_usec) / 1e3;
}

/// Runs a program in a process of its own, so that time and memory are its alone.
Measured measure(const QStringList& command, const QString& output)
{
    std::vector<QByteArray> words;
    for (const auto& word : command)
        words.push_back(QFile::encodeName(word));
    std::vector<char*> arguments;
    for (auto& word : words)
        arguments.push_back(word.data());
    arguments.push_back(nullptr);
    const double begin = nowMs();
    const pid_t child = ::fork();
    if (child == 0) {
        const int file = ::open(QFile::encodeName(output).constData(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
        ::dup2(file, STDOUT_FILENO);
        ::execv(arguments[0], arguments.data());
        ::_exit(127);
    }
    int status = 0;
    rusage used = {};
    ::wait4(child, &status, 0, &used);
    Measured out{.wallMs = nowMs() - begin,
        .cpuMs = ms(used.ru_utime) + ms(used.ru_stime),
        .peakMb = static_cast<double>(used.ru_maxrss) / 1024,
        .out = {}};
    QFile file(output);
    if (file.open(QIODevice::ReadOnly))
        out.out = file.readAll();
    if (status != 0)
        std::fprintf(stderr, "%s ended with %d\n", arguments[0], status);
    return out;
}

Measured median(std::vector<Measured> all)
{
    std::ranges::sort(all, {}, &Measured::wallMs);
    return all[all.size() / 2];
}

void report(const char* name, const Measured& measured, double floorMs)
{
    std::printf("%-28s %8.1f ms wall %8.1f ms CPU %6.1f MB peak  %5.2fx floor\n", name, measured.wallMs, measured.cpuMs,
        measured.peakMb, measured.wallMs / floorMs);
}

bool compile(const QString& source, const QString& program, const QStringList& more)
{
    return QFile::exists(source)
        && QProcess::execute(u"g++"_s, QStringList{u"-w"_s, u"-O3"_s, u"-std=c++17"_s, u"-o"_s, program, source} + more)
        == 0;
}

QJsonObject totalOf(const Measured& run)
{
    return QJsonDocument::fromJson(run.out).object().value("total"_L1).toObject();
}

bool isExact(const QJsonObject& total, const QJsonObject& truth)
{
    const QJsonObject usage = total.value("usage"_L1).toObject();
    const auto same = [&](QLatin1StringView ours, QLatin1StringView theirs) {
        return usage.value(ours).toInteger() == truth.value(theirs).toInteger();
    };
    return total.value("messages"_L1).toInteger() == truth.value("messages"_L1).toInteger()
        && same("input"_L1, "input"_L1) && same("output"_L1, "output"_L1) && same("cache_read"_L1, "cache_read"_L1)
        && same("cache_write"_L1, "cache_write"_L1);
}

/// Seconds of a step of the floor program, from its last line of that name.
double floorMs(const QByteArray& out, const char* step)
{
    double found = 0;
    for (const auto& line : out.split('\n')) {
        const auto object = QJsonDocument::fromJson(line).object();
        if (object.value("step"_L1).toString() == QLatin1StringView(step))
            found = object.value("secs"_L1).toDouble() * 1e3;
    }
    return found;
}

} // namespace

int main(int argc, char* argv[])
{
    const QCoreApplication application(argc, argv);
    const QString shared = QStringLiteral(ASSAY_SOURCE_DIR "/../shared/bench/");
    const QTemporaryDir folder;
    const QString generator = folder.filePath(u"gen"_s);
    const QString floor = folder.filePath(u"floor"_s);
    if (!compile(shared + u"gen_claude_logs.cpp"_s, generator, {})
        || !compile(shared + u"log_floor.cpp"_s, floor, {u"-march=native"_s, u"-lsimdjson"_s, u"-lpthread"_s})) {
        std::printf("no generator or floor in ../shared/bench: nothing to measure\n");
        return 0;
    }
    const QString tree = folder.filePath(u"tree/.claude/projects"_s);
    const QString output = folder.filePath(u"out"_s);
    const QJsonObject truth = QJsonDocument::fromJson(measure({generator, u"--out"_s, tree}, output).out)
                                  .object()
                                  .value("last"_L1)
                                  .toObject();

    std::vector<Measured> cold;
    std::vector<Measured> again;
    std::vector<Measured> appended;
    std::vector<double> floors;
    bool exact = true;
    for (int round = 0; round < kRounds; ++round) {
        floors.push_back(floorMs(measure({floor, tree, u"2"_s}, output).out, "parse and total again"));
        const QString profile = folder.filePath(u"profile%1"_s.arg(round));
        const QStringList command = {QStringLiteral(ASSAY_EXECUTABLE), u"--profile"_s, profile, u"import"_s,
            u"claude-code"_s, tree, u"--json"_s};
        measure({QStringLiteral(ASSAY_EXECUTABLE), u"--profile"_s, profile, u"import"_s, u"list"_s},
            output); // makes the profile
        cold.push_back(measure(command, output));
        exact = exact && isExact(totalOf(cold.back()), truth);
        again.push_back(measure(command, output));
        exact = exact && isExact(totalOf(again.back()), truth);
        // A megabyte at the end of one file: lines that are there already.
        const QString name = QDir(tree).filePath(QDir(tree).entryList(QDir::Dirs | QDir::NoDotAndDotDot).value(round));
        QFile file(QDir(name).filePath(QDir(name).entryList(QDir::Files).value(0)));
        if (file.open(QIODevice::ReadWrite)) {
            const QByteArray lines = file.read(1'000'000);
            file.seek(file.size());
            file.write(lines.first(lines.lastIndexOf('\n') + 1));
            file.close();
        }
        appended.push_back(measure(command, output));
        exact = exact && isExact(totalOf(appended.back()), truth);
    }
    const Measured version = measure({QStringLiteral(ASSAY_EXECUTABLE), u"--version"_s}, output);
    std::ranges::sort(floors);
    const double floorTime = floors[floors.size() / 2];
    std::printf("totals %s (%lld messages)\n", exact ? "exact" : "WRONG",
        static_cast<long long>(truth.value("messages"_L1).toInteger()));
    std::printf("%-28s %8.1f ms (two threads, parse and total only)\n", "floor", floorTime);
    report("import, cold", median(cold), floorTime);
    report("again, nothing changed", median(again), floorTime);
    report("again, 1 MB appended", median(appended), floorTime);
    report("assay --version", version, floorTime);
    return exact ? 0 : 1;
}
